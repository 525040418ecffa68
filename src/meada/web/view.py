"""One request as a page sees it: language, theme, reader; and the page rendered."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from litestar import MediaType, Request, Response
from litestar.utils.scope.state import ScopeState

from meada import __version__
from meada.export.form import FORMATS
from meada.export.happening import EVENT_TYPES
from meada.export.selected import SELECTED
from meada.i18n import N_, TAGS, Words, words
from meada.record.series import Point
from meada.record.statement import FigureValue
from meada.sources.failure import Failure
from meada.store.shelf import StoryRow
from meada.web import desk, wording
from meada.web.reader import Reader
from meada.web.room import Room
from meada.web.sheet import environment
from meada.web.tongue import choose

__all__ = ["THEMES", "View", "view_of"]

LOOKS = (("auto", N_("as the device")), ("light", N_("light")), ("dark", N_("dark")))
THEMES = tuple(code for code, _ in LOOKS)
TONGUES = {"pt-BR": "português (Brasil)", "pt-PT": "português (Portugal)", "es": "español", "en": "English"}
"""Each language by its own name."""

PLACES: tuple[tuple[str, str], ...] = (
    ("/", N_("Stories")),
    ("/busca", N_("Search")),
    ("/conferir", N_("Check")),
    ("/novo", N_("Add")),
    ("/fontes", N_("Sources")),
    ("/d", N_("Dossiers")),
    ("/correcoes", N_("Corrections")),
    ("/ajuda", N_("Help")),
)
"""The links at the top of every page: address and name. A screen that belongs there adds itself here."""


class View:
    """What every template gets beside its ``page``: ``_`` (the reader's words), ``view`` (this)."""

    def __init__(self, request: Request[Any, Any, Any], room: Room, reader: Reader) -> None:
        self._request, self.room, self.reader = request, room, reader
        self.tag = choose(request.cookies.get("lang"), request.headers.get("accept-language"))
        wanted = request.cookies.get("theme", "auto")
        self.theme = wanted if wanted in THEMES else "auto"
        self.version, self.tags, self.themes = __version__, TAGS, THEMES

    @property
    def words(self) -> Words:
        """The catalogue of the reader's language."""
        return words(self.tag)

    @property
    def path(self) -> str:
        """The path asked for, with its query."""
        query = self._request.url.query
        return self._request.url.path + (f"?{query}" if query else "")

    @property
    def csrf(self) -> str:
        """What a form sends back as ``_csrf_token``."""
        token = ScopeState.from_scope(self._request.scope).csrf_token
        return token if isinstance(token, str) else ""

    @property
    def here(self) -> str:
        """The path asked for, without its query."""
        return self._request.url.path

    places = PLACES
    forms = tuple(FORMATS.values())
    selected = tuple(SELECTED.values())
    looks = LOOKS
    tongues = tuple(TONGUES.items())

    def medium(self, name: str | None, state: bool) -> str:
        """A medium of a relay, in words."""
        return wording.medium(self.words, name, state)

    def note(self, code: str, values: dict[str, str | int]) -> str:
        """A note on an article, in words."""
        return wording.note(self.words, code, values)

    def copy(self, label: str) -> str:
        """What kind of copy it is."""
        return wording.said(self.words, wording.COPIES, label)

    def heading(self, code: str) -> str:
        """The heading over statements that stand in one relation."""
        return wording.said(self.words, wording.HEADINGS, code)

    def counted(self, code: str) -> str:
        """What a series counts: a noun of the pages, or a code that has a word."""
        known = wording.COUNTED | {type.lower(): name for type, name in EVENT_TYPES.items()}
        return wording.said(self.words, known, code)

    def title(self, story: StoryRow) -> str:
        """What a story is called: a headline that accuses nobody by name, else its number alone."""
        return story.heading or self.words("Story {n}", n=story.number)

    def relation(self, code: str) -> str:
        """What a relation is called beside a statement."""
        return wording.said(self.words, wording.AGAINST, code)

    def standing(self, code: str) -> str:
        """How a count stands to those before it."""
        return wording.said(self.words, wording.STANDINGS, code)

    def role(self, code: str) -> str:
        """What a block is."""
        return wording.said(self.words, wording.ROLES, code)

    def sort(self, code: str) -> str:
        """What sort of entity it is."""
        return wording.said(self.words, wording.SORTS, code)

    def amount(self, figure: FigureValue | Point) -> str:
        """A figure with its bound."""
        return wording.amount(self.words, figure.bound, figure.value, figure.low, figure.high)

    def failure(self, failure: Failure) -> str:
        """Why something could not be read."""
        return self.words(failure.template or failure.what, **failure.values)

    def kind(self, code: str) -> str:
        """What a kind of item is called."""
        return desk.kind(self.words, code)

    def audited(self, code: str) -> str:
        """What an audit looks at."""
        return desk.audited(self.words, code)

    def state(self, standing: desk.Stood | None) -> str:
        """How an item stands, and by whom."""
        return desk.state(self.words, standing)

    def action(self, code: str) -> str:
        """What somebody did to an item."""
        return desk.action(self.words, code)

    def option(self, field: str, code: str) -> str:
        """A choice in a form."""
        return desk.option(self.words, field, code)

    def cookie(self, name: str) -> str | None:
        """A cookie that the browser sent."""
        return self._request.cookies.get(name)

    def render(self, template: str, page: object = None, *, status: int = 200) -> Response[str]:
        """``template`` with ``page``, in the reader's language."""
        text = environment().get_template(template).render(page=page, view=self, _=self.words)
        headers = {"Content-Language": self.tag, "Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}
        return Response(text, status_code=status, media_type=MediaType.HTML, headers=headers)


def view_of(request: Request[Any, Any, Any]) -> View:
    """The view of ``request``."""
    reader = request.scope.get("user")
    if not isinstance(reader, Reader):
        reader = Reader(name=unquote(request.cookies.get("name", "")) or None)
    return View(request, request.app.state.room, reader)
