"""What meada knows of each language: one folder a language, the same file names in each.

The knowledge is data (TOML); `table` loads it. Code elsewhere never names a language.
"""

from meada.lang.table import LANGUAGES, table

__all__ = ["LANGUAGES", "table"]
