"""Who and what an article names: a first pass over names, offices and bodies, a second over what points back at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meada.article.article import Article
from meada.lang.gazetteer import Form, gazetteer, state_name
from meada.lang.lexicon import Lexicon, Word, lowered, pieces
from meada.lang.people import bodies, media, offices
from meada.reading.cast import Cast, Figurant, slug
from meada.reading.coreference import resolve
from meada.reading.holder import Holders
from meada.reading.mention import Entity, Mention
from meada.reading.passage import Passage
from meada.reading.pending import Pending
from meada.reading.person import Persons
from meada.reading.phrase import BodyPhrase, Line, OfficePhrase, body_at, office_at
from meada.reading.service import served
from meada.span import Span
from meada.when import Expression

__all__ = ["find"]


def find(
    passage: Passage, article: Article | None = None, times: Sequence[Expression] = ()
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities of ``passage`` and every stretch of text that stands for one, both in text order.

    Names, offices with names, states and bodies of people come first over the whole article; then epithets, pronouns and
    definite phrases are resolved against them by what the article itself says: office and state, agreement, uniqueness,
    nearness. An office that this leaves open is that of its holder on the day, where the user's own data tells one. What
    stays open is left out. ``article`` gives the outlet, ``times`` the days that sentences tell of.
    """
    low = lowered(passage.text)
    spans = [piece for sentence in passage.sentences for piece in pieces(passage.text, sentence)]
    lines = [Line(passage.text, low, span, passage.lang, passage.world) for span in spans]
    scan = _Scan(passage, lines)
    for line in lines:
        scan.read(line)
    scan.close()
    outlet = article.outlet if article else None
    holders = Holders(passage, outlet.country if outlet else None, times, scan.pending)
    resolve(scan.cast, scan.pending, lines, passage, holders)
    named = scan.cast.mentions()
    return served(passage, scan.cast.entities(), named), named


_Heads = tuple[Lexicon[Any], Lexicon[Any], Lexicon[Any], Lexicon[Any]]


class _Scan:
    """The first pass."""

    def __init__(self, passage: Passage, lines: list[Line]) -> None:
        self.text, self.lang, self.world = passage.text, passage.lang, passage.world
        self.cast = Cast(passage.text)
        self.persons = Persons(self.cast, lines, passage.parse)
        self.pending: list[Pending] = []
        self.capitals: list[tuple[Line, int, Span, Form]] = []
        self.media = media(passage.lang, passage.world)
        self.heads: _Heads = (
            self.media, offices(passage.lang), bodies(passage.lang), gazetteer(passage.lang, passage.world),
        )  # fmt: skip

    def read(self, line: Line) -> None:
        """Go through one sentence from left to right."""
        shouted = _shouted(self.text, line.span)
        i = 0
        while i < len(line.words):
            i = self._step(line, i, shouted) if self._tells(line.words[i]) else i + 1

    def _tells(self, word: Word) -> bool:
        """Whether ``word`` may begin what names somebody: it has a capital or a hyphen, or begins a listed phrase."""
        low, (medium, office, body, place) = word.lower, self.heads
        listed = medium.opens(low) or office.opens(low) or body.opens(low) or place.opens(low)
        return listed or "-" in low or self.text[word.start].isupper()

    def _step(self, line: Line, i: int, shouted: bool) -> int:
        if (hit := self.media.at(self.text, line.words[i])) and not line.name_goes_on(i, hit[0]):
            medium = hit[1]
            held = self.cast.add(
                Figurant(medium.id, "organisation", [medium.name], medium.kind, medium.country, medium.state_controlled)
            )
            held.names.append(hit[0].of(self.text))
            self.cast.point(held, hit[0], "name", "registry")
            return line.index(hit[0].end)
        if self._compound(line, i):
            return i + 1
        if office := office_at(line, i):
            return self._office(line, office)
        if (body := body_at(line, i)) and not self._named_body(line, body, i):
            return self._body(line, body, i)
        return i + 1 if shouted else self._name(line, i)

    def _compound(self, line: Line, i: int) -> bool:
        """``Rússia-EUA``: two states joined by a hyphen; True where both were found."""
        word = line.words[i]
        left, hyphen, _ = self.text[word.start : word.end].partition("-")
        if not hyphen:
            return False
        middle = word.start + len(left)
        ends = ((word.start, middle), (middle + 1, word.end))
        parts = [Word(start, end, self.text[start:end].lower()) for start, end in ends]
        hits = [_whole(line, part) for part in parts]
        if not all(hits):
            return False
        for span, form in filter(None, hits):
            self._place(line, i, span, form)
        return True

    def _office(self, line: Line, office: OfficePhrase) -> int:
        code = self._code(office.state) or office.office.affiliation
        if office.name:
            first, end = office.name
            behind = line.of_state(end) if code is None and line.heads_last else None
            code = self._code(behind[1]) if behind else code
            person = self.persons.titled(line, first, end, office.office, code)
            self._owned(person, office)
            self.cast.point(person, office.span, "title", "title+name")
            self._state_in(line, office.span)
            self._body_in(line, office)
            return end
        if before := self.persons.apposed(line, office):
            before.classes |= office.office.classes
            before.country = before.country or code
            self._owned(before, office)
            self.cast.point(before, office.span, "title", "apposition")
        else:
            self.pending.append(
                Pending(
                    office.span, office.office, code, office.definite, office.indefinite, noun=office.noun,
                    owner=office.body.of(self.text) if office.body else None, former=office.former,
                )
            )  # fmt: skip
        self._state_in(line, office.span)
        self._body_in(line, office)
        return office.end

    def _owned(self, person: Figurant, office: OfficePhrase) -> None:
        """Note the body or place whose office the person holds."""
        if office.body:
            person.owners.add(slug(office.body.of(self.text)))

    def _body_in(self, line: Line, office: OfficePhrase) -> None:
        """The organisation that an office is of is mentioned too (``a presidente do Sindicato dos Moageiros, Ana Luz``)."""
        if office.body is None:
            return
        i = line.index(office.body.start)
        if line.place(i) is None and line.known.type_of(office.body.of(self.text)) == "organisation":
            self.persons.named(line, i, line.index(office.body.end))

    def _state_in(self, line: Line, span: Span) -> None:
        """The states inside a phrase are mentioned too."""
        for i in range(line.index(span.start), line.index(span.end)):
            if (hit := line.place(i)) and hit[1].kind in ("state", "demonym", "building", "bloc", "capital"):
                self._place(line, i, hit[0], hit[1], inside=True)

    def _body(self, line: Line, body: BodyPhrase, i: int) -> int:
        kind, code = body.body.kind, self._code(body.state)
        if kind == "side":
            kind = "government"
            if code is None or not self._definite(line, line.index(body.span.start)):
                return i + 1
        if kind in ("agency", "state_media"):
            self._medium(line, body, code)
        elif kind == "crowd":
            name = self.text[body.span.start : body.span.end]
            member = self.cast.add(Figurant(slug(name), "group", [name], "people", code))
            self.cast.point(member, body.span, "group", "body")
        elif code:
            self._organ(body.span, kind, code)
        elif kind == "civil_defence":
            name = body.span.of(self.text)
            self.cast.point(
                self.cast.add(Figurant(slug(name), "organisation", [name], kind)), body.span, "name", "body"
            )
        else:
            definite = self._definite(line, i)
            self.pending.append(Pending(body.span, None, None, definite, False, kind, body.possessed))
        self._state_in(line, body.span)
        return body.name[1] if body.name else max(body.end, i + 1)

    def _definite(self, line: Line, i: int) -> bool:
        """Whether a definite article, alone or in a contraction, stands before word ``i``."""
        return i > 0 and line.words[i - 1].lower in line.known.definite | line.known.of

    def _named_body(self, line: Line, body: BodyPhrase, i: int) -> bool:
        """True where the words for a body only begin a longer name (``Exército Popular da Coreia``)."""
        end = line.name(i)
        return end is not None and end > body.end

    def _organ(self, span: Span, kind: str, code: str) -> None:
        name = span.of(self.text)
        member = self.cast.add(Figurant(f"{code}_{kind}", "organisation", [name], kind, code))
        self.cast.point(member, span, "group", f"body+state:{kind}")

    def _medium(self, line: Line, body: BodyPhrase, code: str | None) -> None:
        if body.name:
            first, end = body.name
            span = line.slice(first, end)
            known = self.media.at(self.text, line.words[first])
            known = known if known and known[0].end == span.end else None
            key = known[1].id if known else slug(span.of(self.text))
            kind = "agency" if body.body.kind == "state_media" or " " in body.span.of(self.text) else "medium"
            member = self.cast.add(
                Figurant(
                    key,
                    "organisation",
                    [span.of(self.text)],
                    kind,
                    code or (known[1].country if known else None),
                    body.official or body.body.kind == "state_media" or bool(known and known[1].state_controlled),
                )
            )
            self.cast.point(member, span, "name", "agency+name")
            self.cast.point(member, body.span, "title", "agency+name")
        elif body.official or code:
            self.pending.append(
                Pending(body.span, None, code, True, False, "state_media" if body.official else "agency")
            )

    def _name(self, line: Line, i: int) -> int:
        hit, end = line.place(i), line.name(i)
        if hit and not (end and line.name_goes_on(i, hit[0])):
            self._place(line, i, hit[0], hit[1])
            return line.index(hit[0].end)
        if end is None:
            return i + 1
        return self.persons.named(line, i, end)

    def _place(self, line: Line, i: int, span: Span, form: Form, inside: bool = False) -> None:
        if form.kind in ("capital", "building"):
            self.capitals.append((line, i, span, form))
            return
        if form.kind == "city" and form.doubtful and not _located(line, i):
            self.persons.maybe(line, i, span)
            return
        code = self._code(form)
        if code is None:
            return
        if form.kind in ("state", "demonym", "bloc"):
            member = self._state(code, form.kind == "bloc")
            adjective = form.kind == "demonym" or span.of(self.text).islower()
            self.cast.point(member, span, "demonym" if adjective else "name", form.kind)
            if not adjective:
                member.names.append(span.of(self.text))
        else:
            self._site(span, form.kind, code)

    def _site(self, span: Span, kind: str, code: str) -> None:
        name = span.of(self.text)
        member = self.cast.add(Figurant(slug(name), "place", [name], kind, code))
        self.cast.point(member, span, "name", kind)

    def _state(self, code: str, bloc: bool = False) -> Figurant:
        if bloc:
            return self.cast.add(Figurant(code, "organisation", [code], "bloc", None))
        return self.cast.add(Figurant(code, "state", [state_name(code, self.lang, self.world)], None, code))

    def _code(self, form: Form | None) -> str | None:
        """The state of a form; where it may be several, the one the article names otherwise, else the likeliest."""
        if form is None:
            return None
        return next((code for code in form.codes if code in self.cast.members), form.codes[0])

    def close(self) -> None:
        """Settle what needed the whole article: capitals and buildings, places or governments; doubtful names."""
        told = {m.country for m in self.cast.members.values() if m.country}
        for line, i, span, form in self.capitals:
            acts = not _located(line, i) and (_paired(line, i, span) or not _owned(line, i))
            acts = acts and (form.kind == "building" or _paired(line, i, span) or form.codes[0] in told)
            if acts and not (form.doubtful and form.codes[0] not in self.cast.members):
                name = span.of(self.text)
                member = self.cast.add(
                    Figurant(f"{form.codes[0]}_government", "organisation", [name], "government", form.codes[0])
                )
                self.cast.point(member, span, "metonym", form.kind)
            else:
                self._site(span, "city" if form.kind == "capital" else "site", form.codes[0])
        self.persons.close()


def _whole(line: Line, part: Word) -> tuple[Span, Form] | None:
    """The state that is exactly ``part`` of a compound."""
    found = line.places.at(line.text[: part.end], part)
    return found if found and found[0].end == part.end and found[1].kind == "state" else None


def _shouted(text: str, span: Span) -> bool:
    """True for a sentence in capitals, where capitals name nothing."""
    letters = list(filter(str.isalpha, span.of(text)))
    return len(letters) > 12 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _located(line: Line, i: int) -> bool:
    """True when a preposition of place stands before word ``i``."""
    if not i or line.gap(i).strip():
        return False
    if line.words[i - 1].lower in line.known.locative:
        return True
    return i > 1 and f"{line.words[i - 2].lower} {line.words[i - 1].lower}" in line.known.locative


def _owned(line: Line, i: int) -> bool:
    """True in ``horário de Brasília``: *of* stands before word ``i`` and what it belongs to is nothing a government has."""
    if i < 2 or line.gap(i).strip() or line.words[i - 1].lower not in line.known.of:
        return False
    return line.words[i - 2].lower not in line.known.voices


def _paired(line: Line, i: int, span: Span) -> bool:
    """True when another capital stands beside this one, joined by *and* or a comma (``Seul e Kiev``)."""
    after = line.index(span.end)
    ahead = after + 1 < len(line.words) and line.words[after].lower in line.known.conjunction and line.place(after + 1)
    if ahead and ahead[1].kind in ("capital", "state"):
        return True
    if i < 2 or line.words[i - 1].lower not in line.known.conjunction:
        return False
    return any((hit := line.place(j)) and hit[1].kind in ("capital", "state") for j in (i - 2, i - 3) if j >= 0)
