"""Makes any number of invented news pages from the example pages: events with casts of their own, told by many outlets.

Run: ``python benchmarks/maker.py 10000 --to /tmp/pages.jsonl [--form html|text] [--seed 1]``; ``--to x.warc.gz`` writes a web
archive, ``--to folder/`` one file a page, ``--to x.jsonl`` (or ``.jsonl.gz``) a line a page. Beside it stands
``….truth.jsonl``: for each page its event, its family and what it is to its original.

What is controlled, all of it by ``--seed`` alone:

- *Events* begin at a steady rate (``--a-day`` pages a day), last hours to days, and have one to some sixty pages. Each has
  names, places and a vocabulary of its own: the paragraphs of ``examples/pages`` with the names replaced, the rarer words
  exchanged for others with the same ending (some of them invented), numbers scaled, weekdays and days moved to the page's.
- *Copies*: a third of the pages repeat another of their event: verbatim, edited (some words, a paragraph moved or left
  out), cut (the first part), padded (foreign paragraphs around), translated (word by word, names and numbers kept).
- *Layouts*: five kinds of page with menus, lists of headlines, scripts, machine dates that are right, false or missing.
- *Noise*: front pages, pages that say nothing, bytes that are no page.

A page has about 600 words of text. Pages come in order of time and are made one by one: memory does not grow with their
number.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import heapq
import importlib.util
import io
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
START = datetime(2026, 1, 5, tzinfo=UTC)
LANGUAGES = (("pt", 0.8), ("es", 0.12), ("en", 0.08))
COPIED = 0.36
KINDS = (("verbatim", 0.4), ("edited", 0.25), ("cut", 0.15), ("padded", 0.08), ("translated", 0.12))
NOISE = (("index", 0.5), ("empty", 0.3), ("broken", 0.2))

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,]\d{3})+|\d+[.,]\d+|\d+h\d*|\d+|\W")
_WEEKDAYS = {
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
_SHORT = {"segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4}
_MONTHS = {
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
# The commonest words of Portuguese, word by word: enough for a "translation" to be told as its language.
_DICTIONARY = {
    "es": "o=el a=la os=los as=las de=de do=del da=de_la dos=de_los das=de_las em=en no=en_el na=en_la nos=en_los "
    "nas=en_las e=y que=que um=un uma=una por=por pelo=por_el pela=por_la com=con para=para não=no mais=más ao=al à=a_la "
    "se=se foi=fue são=son é=es está=está já=ya após=tras disse=dijo afirmou=afirmó informou=informó segundo=según "
    "entre=entre sobre=sobre sem=sin também=también depois=después até=hasta seu=su sua=su mas=pero quando=cuando "
    "pessoas=personas governo=gobierno presidente=presidente ministro=ministro ministra=ministra mortos=muertos "
    "anos=años horas=horas ainda=aún",
    "en": "o=the a=the os=the as=the de=of do=of_the da=of_the dos=of_the das=of_the em=in no=in_the na=in_the "
    "nos=in_the nas=in_the e=and que=that um=a uma=a por=by pelo=by_the pela=by_the com=with para=for não=not mais=more "
    "ao=to_the à=to_the se=itself foi=was são=are é=is está=is já=already após=after disse=said afirmou=said "
    "informou=reported segundo=according_to entre=between sobre=about sem=without também=also depois=after até=until "
    "seu=its sua=its mas=but quando=when pessoas=people governo=government presidente=president ministro=minister "
    "ministra=minister mortos=dead anos=years horas=hours ainda=still",
}
_HEADS = (
    "Bra Cer Dal Es Fon Gar Hel Ir Jun Kos Lam Mar Nor Ol Per Quin Ros Sel Tor Val Ves Zan Cam Bor Fer Mir Tav".split()
)
_MIDS = (
    "a e i o an er el or in ra re ri ro la le li lo na ne ni no da de di do va ve vi ta te ti to ma me mi mo".split()
)
_TAILS = (
    "beira ndo lva dar mbo rque sta nho ral tes vão rim gal zar nde lia reno mira dal cor fel gosa ques rado".split()
)


@dataclass(frozen=True)
class Outlet:
    """An invented outlet."""

    name: str
    host: str
    lang: str
    layout: int
    zone: int


@dataclass(frozen=True)
class Text:
    """An article before it has a page. ``family`` is the id of the text it was first told in."""

    id: str
    event: int
    family: str
    kind: str
    of: str | None
    lang: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    agency: str | None = None


@dataclass(frozen=True)
class Made:
    """One page: what a row of JSON lines holds, and what is known about it."""

    text: Text
    outlet: Outlet
    at: datetime
    url: str
    payload: bytes | None = None

    def truth(self) -> dict[str, Any]:
        """What a scorer may know."""
        t = self.text
        return {"id": t.id, "url": self.url, "event": t.event, "family": t.family, "kind": t.kind, "of": t.of} | {
            "lang": t.lang,
            "date": self.at.isoformat(),
        }


# The material


@lru_cache(maxsize=1)
def material() -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Headlines, paragraphs and foreign headlines of the example pages by language."""
    spec = importlib.util.spec_from_file_location("plant", EXAMPLES / "plant.py")
    assert spec is not None
    assert spec.loader is not None
    plant = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plant)
    planted = json.loads((EXAMPLES / "planted.json").read_text(encoding="utf-8"))
    out: dict[str, tuple[list[str], list[str], list[str]]] = {lang: ([], [], []) for lang, _ in LANGUAGES}
    copies = {"03", "04", "07", "08", "11", "15"}  # the same texts again
    for name, doc in planted["documents"].items():
        if doc["lang"].startswith("pt (") or name in copies:
            continue
        path = EXAMPLES / doc["file"]
        text = plant.visible(path)
        start, end = plant.locate(path, doc["body"]["first"])[0], plant.locate(path, doc["body"]["last"])[1]
        debris = [text[plant.locate(path, d["first"])[0] : plant.locate(path, d["last"])[1]] for d in doc["debris"]]
        lines = [line.strip() for line in text[start:end].split("\n") if len(line.split()) > 8]
        heads, paragraphs, foreign = out[doc["lang"][:2]]
        heads.append(doc["headline"]["quote"])
        paragraphs += [line for line in lines if not any(line in stretch for stretch in debris)]
        foreign += [pointer["quote"] for pointer in doc["pointers"]]
    return out


class Vocabulary:
    """The words of one language in the material: which are names, which are common, and which end alike."""

    def __init__(self, lang: str) -> None:
        heads, paragraphs, _ = material()[lang]
        low: Counter[str] = Counter()
        for paragraph in (*heads, *paragraphs):
            low.update({w for w in _WORD.findall(paragraph) if w[0].isalpha() and w == w.lower()})
        self.lang = lang
        self.known = frozenset(low)
        kept = {*_WEEKDAYS[lang], *_MONTHS[lang], *_SHORT, *(w.lower() for w in _WEEKDAYS[lang])}
        self.common = frozenset(w for w, n in low.items() if n >= 4 or len(w) < 5) | kept
        self.alike: dict[str, list[str]] = defaultdict(list)
        for word in sorted(low):
            if word not in self.common:
                self.alike[word[-3:]].append(word)
                self.alike[word[-2:]].append(word)

    def other(self, word: str, rng: random.Random) -> str:
        """Another word with the ending of ``word``, an invented one now and then."""
        found = self.alike.get(word[-3:], ()) if len(self.alike.get(word[-3:], ())) > 3 else self.alike[word[-2:]]
        if not found or rng.random() < 0.3:
            return (rng.choice(_HEADS) + rng.choice(_MIDS)).lower() + word[-4:]
        return rng.choice(found)


@lru_cache(maxsize=8)
def vocabulary(lang: str) -> Vocabulary:
    """The vocabulary of ``lang``."""
    return Vocabulary(lang)


def rng_of(*parts: object) -> random.Random:
    """A generator that depends on ``parts`` alone."""
    return random.Random("|".join(map(str, parts)))


def name(rng: random.Random) -> str:
    """An invented name."""
    return rng.choice(_HEADS) + (rng.choice(_MIDS) if rng.random() < 0.6 else "") + rng.choice(_TAILS)


class Cast:
    """What one event says instead of the words of the examples: the same for all languages where names are concerned."""

    def __init__(self, *seed: object) -> None:
        self._seed = seed
        self._names: dict[str, str] = {}
        self._words: dict[tuple[str, str], str] = {}

    def name(self, word: str) -> str:
        """The name that stands for ``word`` here."""
        stem = word.rstrip("sa’'").lower()[:5]
        if stem not in self._names:
            self._names[stem] = name(rng_of(*self._seed, "name", stem))
        return self._names[stem]

    def word(self, word: str, lang: str) -> str:
        """The word that stands for ``word`` here."""
        if (word, lang) not in self._words:
            self._words[word, lang] = vocabulary(lang).other(word, rng_of(*self._seed, "word", word))
        return self._words[word, lang]

    def number(self, digits: str, grown: float) -> str:
        """The number that stands for ``digits`` here; counts grow with the days since the event began."""
        plain = int(re.sub(r"\D", "", digits) or 0)
        if 1900 <= plain <= 2100 and len(digits) == 4:
            return str(plain - hashed(*self._seed, plain) % 9)
        scaled = max(
            2, round(plain * (0.4 + hashed(*self._seed, "scale") % 100 / 40) + (grown * 2 if plain < 500 else 0))
        )
        for mark in ".,":
            if mark in digits and scaled >= 1000:
                return f"{scaled:,}".replace(",", mark)
        return str(scaled)


def hashed(*parts: object) -> int:
    """A number that depends on ``parts`` alone."""
    return int.from_bytes(hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=6).digest(), "big")


def retold(paragraph: str, lang: str, cast: Cast, own: Cast, at: datetime, grown: float, loose: float) -> str:
    """``paragraph`` as this event tells it: names and rare words of ``cast``, a share ``loose`` of them from ``own``."""
    known, tokens = vocabulary(lang), _WORD.findall(paragraph)
    days = _WEEKDAYS[lang]
    out: list[str] = []
    shown: datetime | None = None
    first = True
    for place, token in enumerate(tokens):
        low = token.lower()
        if low in days or token in days or low in _SHORT:
            shown = at - timedelta(days=hashed(paragraph, place) % 2)
            token = days[shown.weekday()]
        elif token[0].isdigit():
            day = shown is not None and tokens[place - 1 : place] == ["("]
            token = str(shown.day) if day and shown else _number(token, tokens, place, lang, cast, grown)
        elif token[0].isalpha() and len(token) > 2:
            if token[0].isupper() and not (first and low in known.known) and low not in known.common:
                token = cast.name(token)
            elif low not in known.common:
                teller = own if hashed(low, paragraph[:20], own.name("x")) % 1000 < 1000 * loose else cast
                changed = teller.word(low, lang)
                token = changed.capitalize() if token[0].isupper() else changed
        first = token in '.!?“"' or (first and not token[0].isalpha())
        out.append(token)
    return "".join(out)


def _number(token: str, tokens: list[str], place: int, lang: str, cast: Cast, grown: float) -> str:
    if "h" in token:
        return f"{(hashed(token, cast.name('x')) % 15) + 6}h{token.partition('h')[2]}"
    after = [t.lower() for t in tokens[place + 1 : place + 5]]
    if any(t in _MONTHS[lang] or t.capitalize() in _MONTHS[lang] for t in after):
        return token
    return cast.number(token, grown)


# Events and their articles


def texts(seed: int, event: int, begin: datetime, number: int | None = None) -> Iterator[tuple[datetime, Text]]:
    """The articles of one event with the instants they were published at; ``number`` of them, else as many as it has."""
    rng, cast = rng_of(seed, "event", event), Cast(seed, event)
    drawn = min(60, 1 + int(rng.paretovariate(1.1) - 1) + (rng.random() < 0.7) * rng.randint(0, 6))
    number = drawn if number is None else number
    decks = {lang: _deck(seed, event, lang) for lang, _ in LANGUAGES}
    told: list[Text] = []
    for n in range(number):
        at = begin + timedelta(hours=0 if n == 0 else min(rng.expovariate(1 / 30), 24 * 9))
        grown = (at - begin) / timedelta(days=1)
        if told and rng.random() < COPIED * number / (number - 0.9):
            of = rng.choice([t for t in told if t.kind == "original"][-4:] or told)
            yield max(at, begin + timedelta(minutes=20)), copied(of, f"{event}.{n}", _drawn(rng, KINDS), rng, cast)
            continue
        lang = _drawn(rng, LANGUAGES)
        text = _article(f"{event}.{n}", event, lang, decks[lang], cast, Cast(seed, event, n), at, grown, rng)
        told.append(text)
        yield at, text


def _drawn(rng: random.Random, shares: tuple[tuple[str, float], ...]) -> str:
    return rng.choices([one for one, _ in shares], [x for _, x in shares])[0]


def _deck(seed: int, event: int, lang: str) -> list[str]:
    """The paragraphs of the material, shuffled for one event; its articles deal from it."""
    deck = list(material()[lang][1])
    rng_of(seed, "deck", event, lang).shuffle(deck)
    return deck


def _article(
    id: str,
    event: int,
    lang: str,
    deck: list[str],
    cast: Cast,
    own: Cast,
    at: datetime,
    grown: float,
    rng: random.Random,
) -> Text:
    goal, words, taken, loose = rng.randint(450, 750), 0, [], 0.45
    while words < goal:
        if not deck:
            deck += _resampled(lang, rng)
            loose = 1.0
        paragraph = deck.pop(0)
        taken.append(retold(paragraph, lang, cast, own, at, grown, loose))
        words += len(paragraph.split())
    head = retold(rng.choice(material()[lang][0]), lang, cast, own, at, grown, 0.2)
    lead = taken[-1].split(". ")[0].rstrip(".") if rng.random() < 0.5 else ""
    agency = "Agência Sextante" if rng.random() < 0.3 else None
    return Text(id, event, id, "original", None, lang, head, lead, tuple(taken), agency)


def _resampled(lang: str, rng: random.Random) -> list[str]:
    """Once all paragraphs are told: new ones of sentences from anywhere, so that no two articles share much."""
    sentences = [s.strip() for p in material()[lang][1] for s in re.split(r"(?<=[.!?”\"])\s+(?=[A-ZÀ-Ý“\"])", p)]
    rng.shuffle(sentences)
    return [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]


def copied(of: Text, id: str, kind: str, rng: random.Random, cast: Cast) -> Text:
    """``of`` as another outlet repeats it."""
    lines, lang, title = list(of.paragraphs), of.lang, of.title
    if kind == "edited":
        lines = [edited(line, lang, 0.07, rng) for line in lines]
        lines.pop(rng.randrange(1, len(lines)))
        title = edited(title, lang, 0.4, rng)
    elif kind == "cut":
        lines = lines[: max(2, int(len(lines) * rng.uniform(0.3, 0.6)))]
    elif kind == "padded":
        extra = [retold(p, lang, cast, Cast(id), START, 0, 1.0) for p in _resampled(lang, rng)[:3]]
        lines = [*extra[:1], *lines, *extra[1:]]
    elif kind == "translated" and of.lang == "pt":
        lang = rng.choice(("es", "en"))
        lines, title = [translated(line, lang) for line in lines], translated(title, lang)
    else:
        kind = "verbatim"
    agency = of.agency or ("Agência Sextante" if rng.random() < 0.5 else None)
    return replace(of, id=id, kind=kind, of=of.id, lang=lang, title=title, paragraphs=tuple(lines), agency=agency)


def edited(line: str, lang: str, share: float, rng: random.Random) -> str:
    """``line`` with a share of its plain words exchanged."""
    return "".join(
        vocabulary(lang).other(w, rng)
        if len(w) > 4 and w == w.lower() and w.isalpha() and rng.random() < share * 2
        else w
        for w in _WORD.findall(line)
    )


@lru_cache(maxsize=4)
def _dictionary(lang: str) -> dict[str, str]:
    return {k: v.replace("_", " ") for k, _, v in (pair.partition("=") for pair in _DICTIONARY[lang].split())}


def translated(line: str, lang: str) -> str:
    """A Portuguese ``line`` word by word: names and numbers stay, every other word becomes one of ``lang``."""
    known, words = _dictionary(lang), sorted(vocabulary(lang).known - vocabulary(lang).common)
    here = vocabulary("pt")
    out = []
    for token in _WORD.findall(line):
        low = token.lower()
        if token[0].isalpha() and (token == low or low in here.known):
            changed = known.get(low) or words[hashed(low) % len(words)]
            token = changed.capitalize() if token != low else changed
        out.append(token)
    return "".join(out)


# Pages


@lru_cache(maxsize=4)
def outlets(seed: int) -> tuple[Outlet, ...]:
    """Sixty invented outlets."""
    rng = rng_of(seed, "outlets")
    first = {"pt": ("Diário", "Gazeta", "Portal", "Folha", "Correio"), "es": ("El Diario", "La Voz", "Crónica"),
             "en": ("The Herald", "The Courier", "The Post")}  # fmt: skip
    out = []
    for n in range(60):
        lang = "pt" if n < 40 else "es" if n < 51 else "en"
        called = f"{rng.choice(first[lang])} {name(rng)}"
        host = (
            re.sub(r"[^a-z]", "", called.lower().replace("á", "a").replace("ó", "o").replace("ã", "a")) + f"{n}.example"
        )
        out.append(Outlet(called, host, lang, n % 5, {"pt": -3, "es": -3, "en": 0}[lang]))
    return tuple(out)


def page(text: Text, at: datetime, seed: int) -> Made:
    """``text`` as one outlet publishes it, without its payload."""
    fits = [o for o in outlets(seed) if o.lang == text.lang]
    outlet = fits[hashed(seed, text.id) % len(fits)]
    slug = "-".join(re.findall(r"[a-z0-9]+", text.title.lower())[:9])
    return Made(text, outlet, at, f"https://www.{outlet.host}/{at:%Y/%m/%d}/{slug}-{hashed(seed, text.id) % 10**8}")


_MENU = {
    "pt": "Início|Política|Economia|Mundo|Cidades|Esportes|Cultura|Saúde|Educação|Tecnologia|Opinião|Vídeos|Assine|Entrar",
    "es": "Portada|Política|Economía|Mundo|Ciudades|Deportes|Cultura|Salud|Educación|Tecnología|Opinión|Suscríbase",
    "en": "Home|Politics|Business|World|Cities|Sport|Culture|Health|Education|Technology|Opinion|Video|Subscribe|Sign in",
}
_LIST = {"pt": ("Mais lidas", "Veja também"), "es": ("Lo más leído", "Lea también"), "en": ("Most read", "Read more")}
_SCRIPT = "".join(f'window.q=window.q||[];q.push(["slot",{n},{{"w":{300 + n},"h":{90 + n}}}]);' for n in range(60))


def html(made: Made, seed: int) -> str:
    """The page of an article in its outlet's layout."""
    t, o, rng = made.text, made.outlet, rng_of(seed, "page", made.text.id)
    local = made.at + timedelta(hours=o.zone)
    shown = f"{local:%d/%m/%Y} às {local:%Hh%M}" if t.lang == "pt" else f"{local:%d/%m/%Y %H:%M}"
    stamp = {0: f"{local:%Y-%m-%dT%H:%M:%S}{o.zone:+03d}:00", 1: f"{local:%Y-%m-%dT%H:%M:%S}Z"}.get(o.layout % 3, "")
    meta = f'<meta property="article:published_time" content="{stamp}">' if stamp else ""
    ld = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": t.title, "datePublished": stamp}
    body = "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in _interrupted(made, rng))
    by = t.agency or f"{name(rng)} {name(rng)}"
    wrapped = (
        f'<div class="materia">{body}</div>',
        f'<section itemprop="articleBody">{body}</section>',
        f'<div class="article-body"><div class="text">{body}</div></div>',
        f'<div id="content">{body}<p class="credito">Com informações de {escape(by)}</p></div>',
        f'<div class="post-content entry">{body}</div>',
    )[o.layout]
    lead = f'<h2 class="linha-fina">{escape(t.lead)}</h2>' if t.lead else ""
    menu = "".join(f'<li><a href="/{n}">{one}</a></li>' for n, one in enumerate(_MENU[t.lang].split("|") * 2))
    return f"""<!doctype html>
<html lang="{t.lang}"><head><meta charset="utf-8"><title>{escape(t.title)} - {o.name}</title>
<link rel="canonical" href="{made.url}"><meta property="og:site_name" content="{o.name}">
<meta property="og:title" content="{escape(t.title)}">{meta}
<script type="application/ld+json">{json.dumps(ld, ensure_ascii=False) if o.layout != 4 else "{}"}</script>
<script>{_SCRIPT}</script><style>{".a{margin:0;padding:4px 8px}" * 120}</style></head>
<body class="layout{o.layout}"><header><a href="/">{o.name}</a><nav><ul>{menu}</ul></nav></header>
<main><article><header><h1>{escape(t.title)}</h1>{lead}
<div class="meta"><span class="autor">Por {escape(by)}</span> <time>{shown}</time></div>
<div class="social"><button>WhatsApp</button><button>Facebook</button></div></header>
{wrapped}</article>
<aside>{_lists(t.lang, rng, made)}</aside></main>
<footer><p>© 2026 {o.name}. Todos os direitos reservados.</p></footer><script>{_SCRIPT}</script></body></html>"""


def _interrupted(made: Made, rng: random.Random) -> list[str]:
    """The paragraphs, with a line that leads elsewhere among them on some layouts."""
    lines = list(made.text.paragraphs)
    if made.outlet.layout in (1, 3) and len(lines) > 4:
        lines.insert(3, f"{_LIST[made.text.lang][1]}: {_foreign(made, rng)}")
    return lines


def _foreign(made: Made, rng: random.Random) -> str:
    lang = made.text.lang
    when = made.at.strftime("%Y%m%d")
    return retold(rng.choice(material()[lang][2]), lang, Cast(when, rng.randrange(30)), Cast(when), made.at, 0, 0)


def _lists(lang: str, rng: random.Random, made: Made) -> str:
    out = []
    for title in _LIST[lang]:
        items = "".join(f'<li><a href="#">{escape(_foreign(made, rng))}</a></li>' for _ in range(6))
        out.append(f"<section><h3>{title}</h3><ul>{items}</ul></section>")
    return "".join(out)


def noise(n: int, at: datetime, seed: int) -> Made:
    """A page that is no article."""
    rng = rng_of(seed, "noise", n)
    kind = _drawn(rng, NOISE)
    outlet = rng.choice(outlets(seed))
    text = Text(f"noise.{n}", -1, f"noise.{n}", kind, None, outlet.lang, outlet.name, "", ())
    made = Made(text, outlet, at, f"https://www.{outlet.host}/{kind}/{n}")
    if kind == "broken":
        return replace(made, payload=bytes(rng.randrange(256) for _ in range(800)))
    body = _lists(outlet.lang, rng, made) * 3 if kind == "index" else "<p>404</p>"
    whole = f"<!doctype html><html><head><title>{outlet.name}</title></head><body><main>{body}</main></body></html>"
    return replace(made, payload=whole.encode())


def pages(number: int, *, seed: int = 1, a_day: int = 200, noisy: float = 0.02) -> Iterator[Made]:
    """``number`` pages in order of time, without payloads but for noise."""
    return islice(_endless(seed, a_day, noisy), number)


def _endless(seed: int, a_day: int, noisy: float) -> Iterator[Made]:
    waiting: list[tuple[datetime, str, Text]] = []
    rng, begin, event, given = rng_of(seed, "all"), START, 0, 0
    while True:
        while waiting and waiting[0][0] <= begin:
            at, _, text = heapq.heappop(waiting)
            yield page(text, at, seed)
            given += 1
            if rng.random() < noisy:
                yield noise(given, at, seed)
        fresh = list(texts(seed, event, begin))
        for at, text in fresh:
            heapq.heappush(waiting, (at, text.id, text))
        begin += timedelta(days=len(fresh) / a_day * rng.uniform(0.6, 1.4))
        event += 1


# Output


def row(made: Made, seed: int, form: str = "html") -> dict[str, Any]:
    """A page as a line of a corpus: ``html``, or ``text`` with one paragraph a line."""
    t = made.text
    out = {"id": t.id, "url": made.url, "title": t.title, "date": made.at.isoformat(), "outlet": made.outlet.name}
    out["language"] = t.lang
    if form == "text":
        return out | {"text": "\n".join(t.paragraphs)}
    return out | {"html": made.payload.decode("latin-1") if made.payload else html(made, seed)}


def payload(made: Made, seed: int) -> bytes:
    """The bytes of a page."""
    return made.payload or html(made, seed).encode()


def write(made: Iterable[Made], to: str, *, seed: int = 1, form: str = "html") -> int:
    """Writes the pages and their truth; gives their number."""
    path = Path(to)
    number = 0
    folder = to.endswith("/")
    (path if folder else path.parent).mkdir(parents=True, exist_ok=True)
    beside = path.with_name((path.name if folder else path.name.split(".")[0]) + ".truth.jsonl")
    with ExitStack() as stack:
        truth = stack.enter_context(beside.open("w", encoding="utf-8"))
        put = _writer(to, stack, seed, form)
        for one in made:
            put(one)
            truth.write(json.dumps(one.truth(), ensure_ascii=False) + "\n")
            number += 1
    return number


def _writer(to: str, stack: ExitStack, seed: int, form: str) -> Callable[[Made], None]:
    if to.endswith("/"):

        def into_folder(made: Made) -> None:
            folder = Path(to) / f"{made.at:%Y-%m-%d}"
            folder.mkdir(exist_ok=True)
            (folder / f"{made.text.id}.html").write_bytes(payload(made, seed))

        return into_folder
    if ".warc" in to:
        return _warc(to, stack, seed)
    lines = stack.enter_context(_opened(to))
    return lambda made: lines.write(json.dumps(row(made, seed, form), ensure_ascii=False) + "\n")


def _opened(to: str) -> Any:
    if to.endswith(".gz") and ".warc" not in to:
        return gzip.open(to, "wt", encoding="utf-8")
    return open(to, "wb") if ".warc" in to else open(to, "w", encoding="utf-8")


def _warc(to: str, stack: ExitStack, seed: int) -> Callable[[Made], None]:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(stack.enter_context(_opened(to)), gzip=to.endswith(".gz"))

    def put(made: Made) -> None:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            made.url,
            "response",
            payload=io.BytesIO(payload(made, seed)),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": f"{made.at + timedelta(hours=3):%Y-%m-%dT%H:%M:%SZ}"},
        )
        writer.write_record(record)

    return put


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("--to", required=True)
    parser.add_argument("--form", choices=("html", "text"), default="html")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--a-day", type=int, default=200)
    parser.add_argument("--noise", type=float, default=0.02)
    given = parser.parse_args()
    made = pages(given.number, seed=given.seed, a_day=given.a_day, noisy=given.noise)
    print(f"{write(made, given.to, seed=given.seed, form=given.form):,} pages", file=sys.stderr)


if __name__ == "__main__":
    main()
