"""The glossary at work: links to explanations, the word list, and words that the glossary advises against."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from building import ROOT
from document import Document
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import SUMMARY, Plan, Site
from planssi.page import Page, PageKind
from planssi.pages import PageTree
from planssi.renderer import Renderer
from planssi.terms import Advice, Glossary

SITE = Path(__file__).parent / "site"


@pytest.fixture(scope="module")
def real() -> Site:
    """The real site."""
    site = load_site(ROOT).site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def small() -> Site:
    """The miniature site."""
    site = load_site(SITE).site
    assert site is not None
    return site


def plan_of(site: Site, id: str) -> Plan:
    """Return a plan by the id of its region."""
    return next(plan for plan in site.plans if plan.region.id == id)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fi", "Valtionavustuksella maksetaan palveluvelan purku.", ["Valtionavustuksella", "palveluvelan"]),
        ("fi", "Hoito-, kuntoutus- ja palveluvelkaa puretaan.", ["Hoito-, kuntoutus- ja palveluvelkaa"]),
        ("fi", "THL:n ja HUSin RRF-hanke", ["THL:n", "HUSin", "RRF-hanke"]),
        ("fi", "sote-keskuksissa ja sote-palveluissa", ["sote-keskuksissa", "sote-palveluissa"]),
        ("fi", "matalan kynnyksen\npalveluista", ["matalan kynnyksen\npalveluista"]),
        ("fi", "ICT-investointi, husaari, investointisuunnitelma, esihoitotakuu, thl", []),
        ("fi", "Tulevaisuuden sote-keskus on nimi, sote-keskus ei.", ["sote-keskus"]),
        ("sv", "Välfärdsområdets vårdgaranti", ["Välfärdsområdets", "vårdgaranti"]),
        ("sv", "Den specialiserade sjukvården i HUS, inte i ett hus.", ["specialiserade sjukvården", "HUS"]),
        ("sv", "vård-, rehabiliterings- och serviceskulden", ["vård-, rehabiliterings- och serviceskulden"]),
        ("sv", "servicekedjornas pelarsal", ["servicekedjornas"]),
    ],
)
def test_uses(real: Site, language: str, text: str, said: list[str]) -> None:
    """A term is known in its inflected forms, the longest first, and not inside names or other words."""
    uses = [text[use.start : use.end] for use in Glossary(real, language).uses(text) if use.term]
    assert uses == said


def test_only_the_first_use_is_a_link(real: Site) -> None:
    """A term is a link where it first stands in running text: not in headings, links, pictures or other languages."""
    html = (
        "<h2>Hoitotakuu</h2><p><a href='x'>hoitotakuu</a> <strong>hoitotakuu</strong></p>"
        '<svg viewBox="0 0 1 1"><svg><text>hoitotakuu</text></svg><text>hoitotakuu</text></svg>'
        '<span lang="sv">hoitotakuu</span><table><caption>hoitotakuu</caption><tr><th>hoitotakuu</th>'
        "<td>Hoitotakuun aika</td></tr></table><p>hoitotakuu</p>"
    )
    linked, terms = Glossary(real, "fi").link(html, real.plans[0])
    assert [term.id for term in terms] == ["care-guarantee"]
    link = (
        '<a class="plan-term" id="word-care-guarantee" href="#term-care-guarantee" role="doc-glossref">Hoitotakuun</a>'
    )
    assert linked == html.replace("Hoitotakuun", link)


def test_a_term_of_one_programme(real: Site) -> None:
    """A word that means something of its own in one programme is explained only in the plans of that programme."""
    for id, met in (("helsinki", ["investment"]), ("vantaa-kerava", [])):
        plan = plan_of(real, id)
        assert [term.id for term in Glossary(real, "sv").met("större investeringar", plan)] == met
        assert [term.id for term in Glossary(real, "sv").link("större investeringar", plan)[1]] == met


def test_a_page_explains_its_terms(small: Site) -> None:
    """Below the text stand the terms of the page with a way to the word list and back to the text."""
    tree = PageTree(small)
    for language, heading, said, back in (
        ("fi", "Sanoja tällä sivulla", "Hanke", "Takaisin tekstiin: hanke"),
        ("sv", "Ord på den här sidan", "projekt", "Tillbaka till texten: projekt"),
    ):
        page = tree.of_plan(small.plans[0], language)
        document = Document(
            Renderer(small, Localizer(next(x for x in small.facts.languages if x.code == language))).page(page, tree)
        )
        (link,) = [a for a in document.all("a") if a.get("class") == "plan-term"]
        assert (link["text"], link["href"], link["id"]) == (said, "#term-project", "word-project")
        (section,) = document.all("section")
        assert (section["role"], section["aria-labelledby"]) == ("doc-glossary", "plan-terms")
        assert next(h["text"] for h in document.all("h2") if h.get("id") == "plan-terms") == heading
        links = [(a["text"], a["href"]) for a in document.all("a") if " section " in f" {a['in']} "]
        word_list = tree.link(page, tree.get("site:terms", language).url)
        assert links == [(said.lower(), f"{word_list}#term-project"), (back, "#word-project")]


def test_a_page_without_terms_has_no_explanations(small: Site) -> None:
    """Nothing is explained where nothing needs it, nor in the summary in easy language, which does so itself."""
    tree = PageTree(small)
    renderer = Renderer(small, Localizer(small.facts.languages[0]))
    for page in tree.pages:
        if page.language == "fi" and page.kind is not PageKind.CHOICE:
            html = renderer.page(page, tree)
            assert ("plan-terms" in html) == ("plan-term" in html), page.url
            if page.plan is None or (page.chapter and page.chapter.id == SUMMARY):
                assert "plan-terms" not in html, page.url


def test_word_list(built_site: Path, tree: PageTree) -> None:
    """The word list has every term in the order of the alphabet, with its name in the other language marked as such."""
    for language, other in (("fi", "sv"), ("sv", "fi")):
        page = tree.get("site:terms", language)
        document = Document((built_site / page.path).read_text("utf-8"))
        terms = [dt for dt in document.all("dt") if "section" not in dt["in"].split()]
        names = [re.sub(r" \([^)]*\)$", "", dt["text"].replace("\u00ad", "")) for dt in terms]
        localizer = Localizer(next(facts for facts in tree.site.facts.languages if facts.code == language))
        assert sorted(names) == sorted(term.term[language] for term in tree.site.terms)
        assert names == sorted(names, key=localizer.alphabetical)
        marked = {span["text"].replace("\u00ad", "") for span in document.all("span") if span.get("lang") == other}
        for term in tree.site.terms:
            assert any(f": {term.term[other]}" in text for text in marked), term.id
        ids = {element["id"] for element in document.elements if "id" in element}
        assert {f"term-{term.id}" for term in tree.site.terms} <= ids
        assert all(a["href"].removeprefix("#") in ids for a in document.all("a") if a["href"].startswith("#"))


def explained(page: Page, built_site: Path) -> tuple[list[dict[str, str]], Document]:
    """Return the links from the text of a built page to its explanations, and the page."""
    document = Document((built_site / page.path).read_text("utf-8"))
    return [a for a in document.all("a") if a.get("class") == "plan-term"], document


def test_links_of_every_page(built_site: Path, tree: PageTree) -> None:
    """On every page each term is a link once, leads to its explanation and back, and stands in no heading or link."""
    everywhere: dict[str, set[str]] = {language: set() for language in tree.site.languages}
    counts = []
    for page in tree.pages:
        links, document = explained(page, built_site)
        ids = [element["id"] for element in document.elements if "id" in element]
        assert len(set(ids)) == len(ids), page.url
        assert len({link["id"] for link in links}) == len(links), page.url
        for link in links:
            assert not {"a", "h1", "h2", "h3", "h4", "th", "caption", "svg", "strong"} & set(link["in"].split()), link
            assert link["href"].removeprefix("#") in ids, (page.url, link)
            everywhere[page.language].add(link["href"].removeprefix("#term-"))
        backs = {a["href"].removeprefix("#") for a in document.all("a") if a.get("role") == "doc-backlink"}
        assert backs == {link["id"] for link in links}, page.url
        counts += [len(links)] if page.plan and page.explains_terms and page.kind is not PageKind.WHOLE else []
    assert len(counts) > 250
    assert sorted(counts)[len(counts) // 2] <= 10
    assert max(counts) <= 35
    for language, met in everywhere.items():
        explained_there = {term.id for term in tree.site.terms if term.explain and term.is_in(language)}
        assert met <= explained_there if language in tree.site.optional else met == explained_there, language


def test_advice(real: Site) -> None:
    """A word to be avoided is told in any form; not in code, links, references, quotations and names."""
    advice = Advice.of(real, "sv")
    said = [
        slip.said for slip in advice.slips("Statsbidragen och Kela. ”Statsbidrag”, `Kela`, [Kela](https://kela.fi)")
    ]
    assert said == ["Statsbidragen", "Kela"]
    assert not [*advice.slips("{{ budget.statsbidrag }} https://kela.fi/STM kelas stm")]
    assert [slip.term.id for slip in Advice.of(real, "fi").slips("Matalankynnyksen paikka")] == [
        "low-threshold-service"
    ]
    assert not [*Advice(advice.words, ("Kela",)).slips("Kela")]
    assert not advice.about(["Ingenting är fel."]).words
    assert {*advice.about(["Kela"]).words} == {"Kela", "KELA"}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_interface_follows_the_glossary(real: Site, language: str) -> None:
    """The words of the interface and of the messages use no word that the glossary advises against."""
    path = ROOT / "plugins" / "planssi" / "locales" / language / "LC_MESSAGES" / "planssi.po"
    advice = Advice.of(real, language)
    with path.open("rb") as file:
        texts = [text for m in read_po(file) for text in (m.string if isinstance(m.string, tuple) else (m.string,))]
    assert len(texts) > 500
    assert not [slip for text in texts for slip in advice.slips(str(text))]


def test_glossary_is_large_enough(real: Site) -> None:
    """The glossary has the words that plans really use, and advice in both languages."""
    assert 60 <= len(real.terms) <= 100
    for language in ("fi", "sv"):
        assert len(Advice.of(real, language).words) >= 40
