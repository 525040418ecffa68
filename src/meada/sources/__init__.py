"""Input: files, pasted text and web archives become captures.

`walk` goes through paths and gives a `Capture` for every page and a `Failure` for everything else that was met.
"""

from meada.sources import packed, reader, wacz, warc
from meada.sources.capture import Capture, Via
from meada.sources.charset import decode
from meada.sources.failure import SKIPPED, Failure
from meada.sources.reader import READERS, Input, Reader
from meada.sources.walk import count, paste, walk

__all__ = ["READERS", "SKIPPED", "Capture", "Failure", "Input", "Reader", "Via", "count", "decode", "paste", "walk"]

for _module in (packed, reader, wacz, warc):  # importing them fills the registry
    del _module
