"""Language models of meada. No model ships yet: meada then reads with rules alone, and says so."""

__version__ = "0.1.0"

LANGUAGES: tuple[str, ...] = ()
"""The languages a model ships for."""
