import re
import tomllib
from importlib import resources
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from meada.article.entry import AgencyEntry, Control, OutletEntry, Ownership
from meada.article.registry import Registry
from meada.errors import SettingsError

ZONES = available_timezones()

EXTRA = """
[[outlet]]
id = "gazeta-do-vale"
names = ["Gazeta do Vale"]
domains = ["gazetadovale.example", "gazetadovale.example/en"]
zone = "America/Sao_Paulo"
country = "BRA"
language = "pt-BR"
ownership = { kind = "private", holder = "Família Teles", source = "página da empresa", date = "2025" }

[[agency]]
id = "agencia-serrana"
name = "Serrana"
names = { pt = ["Agência Serrana"] }
credits = ["Serrana"]
folders = ["serrana"]
country = "BRA"
editorial_control = { by = "state", country = "BRA", source = "lei inventada", date = "2025" }
"""


def outlet(id: str, *names: str, domains: tuple[str, ...] = (), language: str = "pt-BR") -> OutletEntry:
    return OutletEntry(id=id, names=names or (id,), domains=domains, language=language)


def every(registry: Registry) -> list[OutletEntry | AgencyEntry]:
    return [*registry.outlets.values(), *registry.agencies.values()]


def test_the_shipped_registries_are_large_enough() -> None:
    registry = Registry.load()
    assert len(registry.outlets) >= 150
    assert len(registry.agencies) >= 60
    countries = {entry.country for entry in registry.outlets.values()}
    assert {"BRA", "PRT", "ESP", "ARG", "AGO", "MOZ", "USA", "GBR"} <= countries


def test_ids_and_domains_of_the_shipped_registries_are_unique_and_well_formed() -> None:
    for name, kind in (("outlets", "outlet"), ("agencies", "agency")):
        tables = tomllib.loads((resources.files("meada.resources") / f"{name}.toml").read_text("utf-8"))[kind]
        ids = [table["id"] for table in tables]
        domains = [domain for table in tables for domain in table.get("domains", [])]
        assert len(ids) == len(set(ids))
        assert len(domains) == len(set(domains))
        assert all(domain == domain.lower() and "://" not in domain and "." in domain for domain in domains)
        assert not any(domain.startswith("www.") for domain in domains)


def test_zones_countries_and_sources_of_the_shipped_registries_are_real() -> None:
    registry = Registry.load()
    for entry in registry.outlets.values():
        assert entry.zone in ZONES, entry.id
        assert entry.names, entry.id
        assert all(entry.names), entry.id
        assert entry.language, entry.id
    for item in every(registry):
        assert item.country is not None, item.id
        assert re.fullmatch("[A-Z]{3}", item.country), item.id
        assert not item.declared, item.id
        for fact in (item.ownership, item.funding, item.editorial_control):
            assert fact is None or re.fullmatch(r"(?:19|20)\d\d", fact.date), item.id
            assert fact is None or (fact.source and "://" not in fact.source), item.id


def test_the_country_that_controls_is_named() -> None:
    registry = Registry.load()
    for item in every(registry):
        if item.editorial_control is not None and item.state_controlled:
            assert item.editorial_control.country, item.id


@pytest.mark.parametrize("id", ["rtp", "rtve", "bbc", "agencia-brasil-site", "dw", "cbc"])
def test_a_public_broadcaster_is_no_state_medium(id: str) -> None:
    assert not Registry.load().outlets[id].state_controlled


def test_state_ownership_alone_makes_no_state_medium() -> None:
    owned = Ownership(kind="state", holder="Estado", source="lei", date="2020")
    control = Control(by="state", country="BRA", source="lei", date="2020")
    assert not AgencyEntry(id="a", called="A", ownership=owned).state_controlled
    assert AgencyEntry(id="a", called="A", ownership=owned, editorial_control=control).state_controlled


def test_the_longest_domain_wins_and_an_edition_before_the_bare_host() -> None:
    registry = Registry(
        [
            outlet("portal", domains=("portal.example",)),
            outlet("diario", domains=("diario.portal.example",)),
            outlet("edicao", domains=("portal.example/pt",)),
        ]
    )

    def found(address: str) -> str | None:
        entry = registry.by_domain(address)
        return entry.id if entry else None

    assert found("https://www.portal.example/a") == "portal"
    assert found("https://esporte.diario.portal.example/a") == "diario"
    assert found("https://portal.example/pt/a") == "edicao"
    assert found("https://notportal.example/a") is None
    assert found("https://[broken") is None
    assert found("") is None


def test_a_shared_name_needs_a_language_or_country() -> None:
    registry = Registry([outlet("um", "O Correio"), outlet("dois", "O Correio", language="es")])
    assert registry.by_name("o correio") is None
    assert registry.by_name("O CORREIO", lang="es") is registry.outlets["dois"]


def test_a_folder_of_the_address_names_the_agency_but_the_page_name_does_not() -> None:
    registry = Registry([], [AgencyEntry(id="serrana", called="Serrana", folders=("serrana",))])
    assert registry.by_folder("https://x.example/noticias/serrana/2025/a.htm") is registry.agencies["serrana"]
    assert registry.by_folder("https://x.example/noticias/serrana") is None
    assert registry.by_folder(None) is None


def test_an_added_file_extends_the_registry_and_changes_its_version(tmp_path: Path) -> None:
    path = tmp_path / "meada.toml"
    path.write_text(EXTRA, "utf-8")
    registry = Registry.load(path)
    found = registry.by_domain("https://gazetadovale.example/cidade/1")
    assert found is not None
    assert found.name == "Gazeta do Vale"
    assert registry.agencies["agencia-serrana"].state_controlled
    agency = registry.agency("agência serrana")
    assert agency is not None
    assert agency.id == "agencia-serrana"
    assert registry.names_outlet("GAZETA DO VALE")
    assert registry.version != Registry.load().version
    assert registry.version == Registry.load(path).version
    assert registry.outlets["folha"] is Registry.load().outlets["folha"]


@pytest.mark.parametrize(
    "text",
    ["[[outlet]]\nid = 3\nnames = []", '[[outlet]]\nid = "x"\nnames = ["X"]\ncolour = "red"', "[[outlet"],
)
def test_a_wrong_file_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "meada.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"meada\.toml"):
        Registry.load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        Registry.load(tmp_path / "none.toml")


def test_a_short_entry_of_ones_own_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "meada.toml"
    path.write_text(
        '[[agency]]\nid = "rota"\nnames = ["Agência Rota", "Rota"]\naliases = ["a agência do porto"]\nstate_controlled = true',
        "utf-8",
    )
    found = Registry.load(path).agency("A agência do porto")
    assert found is not None
    assert found.name == "Agência Rota"
    assert found.state_controlled
    assert "a agência do porto" not in found.forms
