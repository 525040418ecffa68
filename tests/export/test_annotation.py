from __future__ import annotations

import json

import pytest
import rdflib

from exported import exported
from meada.export.citation import capture_uri
from meada.export.material import Material

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's own reader of JSON-LD makes one."""

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
AS = rdflib.Namespace("http://www.w3.org/ns/activitystreams#")
CONTEXT = {
    "oa": str(OA), "as": str(AS), "rdf": str(rdflib.RDF), "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "TextQuoteSelector": "oa:TextQuoteSelector", "AnnotationPage": "as:OrderedCollectionPage",
    "TextPositionSelector": "oa:TextPositionSelector", "TimeState": "oa:TimeState", "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody", "Software": "as:Application", "Person": "http://xmlns.com/foaf/0.1/Person",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"}, "body": {"@id": "oa:hasBody", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"}, "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "describing": "oa:describing", "value": "rdf:value",
}  # fmt: skip
"""The terms used, as the W3C's vocabulary defines them; its own context is not fetched."""


def test_selectors_name_the_words_where_they_stand(materials: list[Material]) -> None:
    plain = json.loads(exported("annotations", materials))
    texts = {capture_uri(d.capture): d.text for m in materials for d in m.documents}
    urls = {d.article.url for m in materials for d in m.documents}
    assert len(plain["items"]) == len({s.id for m in materials for s in m.statements()})
    for item in plain["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            text = texts[target["state"]["cached"]]
            quote, place = target["selector"]
            start, end = place["start"], place["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert target["source"] in urls or target["source"] == target["state"]["cached"]


def test_it_reads_as_the_model_says(materials: list[Material]) -> None:
    plain = json.loads(exported("annotations", materials))
    assert plain["@context"] == "http://www.w3.org/ns/anno.jsonld"
    plain["@context"] = CONTEXT
    found = rdflib.Graph().parse(data=json.dumps(plain), format="json-ld")
    annotations = set(found.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(annotations) == len(plain["items"])
    for one in annotations:
        assert list(found.objects(one, OA.hasTarget))
        assert list(found.objects(one, OA.hasBody))
        assert list(found.objects(one, OA.motivatedBy)) == [OA.describing]


def test_who_confirmed_it_is_its_creator(materials: list[Material]) -> None:
    plain = json.loads(exported("annotations", materials))
    (one,) = [item for item in plain["items"] if "creator" in item]
    assert one["creator"]["name"] == "Ana Prado"
    assert any(body["value"] == "standing: confirmed" for body in one["body"])
