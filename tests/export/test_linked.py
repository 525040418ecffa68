from __future__ import annotations

import json

import pytest
import rdflib
from rdflib.namespace import RDF

from exported import exported, quotes
from meada.export.citation import capture_uri
from meada.export.material import Material

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's own reader of JSON-LD makes one."""

SCHEMA = rdflib.Namespace("https://schema.org/")


def graph(data: bytes) -> rdflib.Graph:
    """The document read as RDF; schema.org's context, which is not fetched, is its vocabulary."""
    plain = json.loads(data)
    assert plain["@context"] == "https://schema.org"
    plain["@context"] = {"@vocab": str(SCHEMA)}
    found = rdflib.Graph()
    found.parse(data=json.dumps(plain), format="json-ld")
    return found


def test_articles_and_claims_are_found_and_tied(materials: list[Material]) -> None:
    found = graph(exported("jsonld", materials))
    articles = set(found.subjects(RDF.type, SCHEMA.NewsArticle))
    assert {str(a) for a in articles} == {capture_uri(d.capture) for m in materials for d in m.documents}
    claims = set(found.subjects(RDF.type, SCHEMA.Claim))
    assert len(claims) == len({s.id for m in materials for s in m.statements()})
    held = quotes(materials)
    for claim in claims:
        (text,) = found.objects(claim, SCHEMA.text)
        assert all(part in held for part in str(text).split(" … "))
        assert set(found.objects(claim, SCHEMA.appearance)) <= articles
        assert set(found.objects(claim, SCHEMA.firstAppearance)) <= articles
        assert {str(o) for o in found.objects(claim, SCHEMA.creativeWorkStatus)} <= {"machine", "confirmed"}


def test_no_verdict_is_given(materials: list[Material]) -> None:
    data = exported("jsonld", materials, everything=True)
    assert b"ClaimReview" not in data
    assert b"reviewRating" not in data


def test_the_text_comes_only_when_it_is_asked_for(materials: list[Material]) -> None:
    assert not list(graph(exported("jsonld", materials)).subject_objects(SCHEMA.articleBody))
    full = graph(exported("jsonld", materials, full_text=True))
    assert len(list(full.subject_objects(SCHEMA.articleBody))) == len(
        {d.capture for m in materials for d in m.documents}
    )
