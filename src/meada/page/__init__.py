"""`Capture` to `Page`: one text a page, and blocks with roles. Nothing is deleted, debris gets a role."""

from meada.page.furniture import Furniture
from meada.page.make import from_html, from_text, make
from meada.page.page import BODY, READ, Block, Candidate, Page, Role, Segment

__all__ = [
    "BODY",
    "READ",
    "Block",
    "Candidate",
    "Furniture",
    "Page",
    "Role",
    "Segment",
    "from_html",
    "from_text",
    "make",
]
