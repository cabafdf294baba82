"""Municipalities by name, their pages, and where a plan names them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import Site
from planssi.municipalities import Rows, by_letter, towns
from planssi.page import PageKind
from planssi.pages import PageTree
from planssi.renderer import Renderer

ROOT = Path(__file__).resolve().parent.parent


def loaded(root: Path) -> Site:
    """Return the site in a folder."""
    site = load_site(root).site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def real() -> Site:
    """The real site."""
    return loaded(ROOT)


def words(site: Site, id: str, language: str) -> str:
    """Return what a reader reads on a page."""
    tree = PageTree(site)
    html = Renderer(site, Localizer(site.language(language))).page(tree.get(id, language), tree)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ").split())


def test_alphabet(real: Site) -> None:
    """Every municipality stands under its letter, in the order of each language: å, ä and ö come last."""
    letters = {
        language: [letter for letter, _ in by_letter(towns(real, localizer), localizer)]
        for language, localizer in ((code, Localizer(real.language(code))) for code in ("fi", "sv"))
    }
    assert letters["fi"] == list("ABEFGHIJKLMNOPRSTUVYÄ")
    assert letters["sv"][-3:] == ["Å", "Ä", "Ö"]
    for language in ("fi", "sv"):
        localizer = Localizer(real.language(language))
        found = towns(real, localizer)
        assert len(found) == len(real.municipalities) == 308
        listed = [town for _, those in by_letter(found, localizer) for town in those]
        assert listed == list(found)
        assert [localizer.alphabetical(town.name) for town in found] == sorted(
            localizer.alphabetical(town.name) for town in found
        )


@pytest.mark.parametrize(
    ("code", "language", "name", "others"),
    [
        ("272", "fi", "Kokkola", (("sv", "Karleby"),)),
        ("272", "sv", "Karleby", (("fi", "Kokkola"),)),
        ("010", "fi", "Alavus", ()),  # Alavo is no official name
        ("010", "sv", "Alavo", (("fi", "Alavus"),)),
        ("035", "fi", "Brändö", ()),  # spelt alike
        ("047", "fi", "Enontekiö", ()),  # the site knows no name in the Sámi languages
    ],
)
def test_names(real: Site, code: str, language: str, name: str, others: tuple[tuple[str, str], ...]) -> None:
    """A municipality has its name in the language, and beside it the official names that are others."""
    town = next(town for town in towns(real, Localizer(real.language(language))) if town.municipality.code == code)
    assert (town.name, town.others) == (name, others)


def test_pages(real: Site) -> None:
    """A municipality has a page in both languages exactly where its region has a plan; the others are no links."""
    tree = PageTree(real)
    told = {plan.region.id for plan in real.plans}
    for town in real.municipalities:
        for language in ("fi", "sv"):
            page = tree.find(f"municipality:{town.code}", language)
            assert (page is not None) == (town.region in told)
            if page:
                assert page.title == town.name_in(language)
                assert [step.id for step in tree.ancestors(page)] == ["home", "site:municipalities"]
        assert tree.find(f"municipality:{town.code}", "en") is None
    assert tree.get("municipality:272", "fi").url == "fi/kunnat/kokkola/"
    assert tree.get("municipality:272", "sv").url == "sv/kommuner/karleby/"
    descriptions = [page.description for page in tree.pages if page.kind is PageKind.MUNICIPALITY]
    assert len(set(descriptions)) == len(descriptions)


def test_the_list_says_what_is_missing(real: Site) -> None:
    """A municipality without a plan has its region and that said; a link has the official names marked."""
    tree = PageTree(real)
    renderer = Renderer(real, Localizer(real.language("sv")))
    html = renderer.page(tree.get("site:municipalities", "sv"), tree)
    assert re.search(r'<a href="karleby/">Karleby</a>\s*<span lang="fi">Kokkola</span>', html)
    text = words(real, "site:municipalities", "fi")
    assert "Akaa Pirkanmaan hyvinvointialue: ei suunnitelmaa" in text
    assert "Askola Itä-Uudenmaan hyvinvointialue" in text
    assert "Askola Itä-Uudenmaan hyvinvointialue: ei" not in text
    linked = [page for page in tree.pages if page.kind is PageKind.MUNICIPALITY and page.language == "fi"]
    assert text.count("ei suunnitelmaa") == 308 - len(linked)


@pytest.mark.parametrize(
    ("id", "language", "said"),
    [
        (
            "municipality:272",
            "fi",
            [
                "Keski-Pohjanmaan hyvinvointialue vastaa kunnassa sosiaali- ja terveydenhuollosta ja pelastustoimesta.",
                "Nimi muulla virallisella kielellä Karleby",
                "2023–2025 . Suunnitelman aika on päättynyt.",
                "8 380 270 € . Suunnitelman kaikki kustannukset.",
                "54 toimenpidettä, 34 tavoitetta, 106 mittaria ja 7 riskiä",
            ],
        ),
        (
            "municipality:018",
            "sv",
            [
                "Östra Nylands välfärdsområde ansvarar för social- och hälsovården och räddningsväsendet i kommunen.",
                "1 åtgärd, 2 mål, 4 indikatorer och 4 risker",
            ],
        ),
        ("municipality:091", "fi", ["Helsingin kaupunki vastaa itse", "Suunnitelmassa ei ole budjettia."]),
        ("municipality:092", "sv", ["En del av kostnaderna. Delområde 4 saknas i summan"]),
        ("municipality:149", "fi", ["Kunnan oma rivi Kustannukset ja rahoitus Organisaatio ja resurssit"]),
        ("region:keski-pohjanmaa", "sv", ["De värsta riskerna kritisk 2", "Karleby Kokkola", "106 indikatorer"]),
    ],
)
def test_what_the_pages_say(real: Site, id: str, language: str, said: list[str]) -> None:
    """The authority, the plan in short with its time and money, and the rows that are the municipality's own."""
    text = words(real, id, language)
    assert [sentence for sentence in said if sentence not in text] == []


def test_only_rows_of_its_own(real: Site) -> None:
    """A name inside other words is no row about the municipality: Karleby universitetscenter is not Karleby."""
    towns = {town.code: town for town in real.municipalities}
    plans = {plan.region.id: plan for plan in real.plans}
    rows = Rows(real)
    assert rows.about(towns["272"], plans["keski-pohjanmaa"]) == ()
    assert set(rows.about(towns["149"], plans["lansi-uusimaa"])) == {"budget", "organisation"}
    assert "Karleby universitetscenter" in str(plans["keski-pohjanmaa"].blocks)


def test_the_miniature_site() -> None:
    """A region without a plan has its municipality in the list, and no page."""
    site = loaded(Path(__file__).parent / "site")
    tree = PageTree(site)
    assert tree.find("municipality:091", "fi") is None
    assert tree.find("municipality:638", "sv")
    assert "Helsinki Helsingfors Helsingin kaupunki: ei suunnitelmaa" in words(site, "site:municipalities", "fi")
