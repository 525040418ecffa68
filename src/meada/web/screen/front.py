"""`/`: the stories, freshest first."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from meada.store.advice import Advice
from meada.store.shelf import ArticleRow, Holdings, StoryRow
from meada.web.ask import FromQuery, Held, Seen
from meada.web.last import LastVisit

__all__ = ["PER_PAGE", "FrontPage", "routes"]

PER_PAGE = 20


class FrontPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `front.html` draws: a page of ``stories``, the ``latest`` articles added, what came ``since`` the last visit
    ``before`` this one, the stories with ``gaps``, the articles read ``most`` here, what may be worth reading next with why
    (``advice``; stories that are ``disputed`` where nothing was opened yet), and how much there is."""

    stories: tuple[StoryRow, ...]
    labels: dict[str, str]
    latest: tuple[ArticleRow, ...]
    gaps: tuple[StoryRow, ...]
    most: tuple[ArticleRow, ...]
    advice: tuple[Advice, ...]
    disputed: tuple[StoryRow, ...]
    since: tuple[ArticleRow, ...]
    before: str | None
    held: Holdings
    at: int
    last: int


@get("/", sync_to_thread=True)
def show(store: Held, view: Seen, pagina: FromQuery[int] = 1) -> Response[str]:
    """The front page."""
    shelf, at = store.shelf, max(1, min(pagina, 100_000))
    visit = LastVisit.of(view.cookie("visit"))
    held = shelf.holdings()
    stories = tuple(shelf.stories(offset=(at - 1) * PER_PAGE, limit=PER_PAGE))
    pages = {page for s in stories for page in (s.digest.page, s.digest.lead and s.digest.lead.page) if page}
    advice = () if view.room.shared or at > 1 else tuple(shelf.advice())
    page = FrontPage(
        stories=stories,
        labels={row.id: row.label for row in shelf.articles(pages=pages)},
        latest=tuple(shelf.articles(limit=7)),
        gaps=tuple(shelf.gaps()) if at == 1 else (),
        most=() if view.room.shared else tuple(shelf.most_read(limit=5)),
        advice=advice,
        disputed=() if advice else tuple(s for s in stories if s.digest.conflicts and s.digest.origins > 1)[:3],
        since=tuple(shelf.since(visit.before, limit=12)) if visit.before else (),
        before=visit.before,
        held=held,
        at=at,
        last=max(1, -(-held.stories // PER_PAGE)),
    )
    answer = view.render("front.html", page)
    answer.set_cookie(visit.cookie())
    return answer


routes = (show,)
