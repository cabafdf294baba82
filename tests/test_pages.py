"""Pages: addresses, sisters in the other language, the way up and the way on."""

from __future__ import annotations

import posixpath
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from pathlib import Path
from urllib.parse import urljoin

import pytest
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import SITE_CHAPTERS, SUMMARY
from planssi.page import Page, PageKind
from planssi.pages import PageTree, relative
from planssi.renderer import Renderer

ROOTS = {"real": Path(__file__).resolve().parent.parent, "small": Path(__file__).resolve().parent / "site"}


@pytest.fixture(scope="module", params=sorted(ROOTS))
def tree(request: pytest.FixtureRequest) -> PageTree:
    """Every page of the real site, and of the miniature one."""
    site = load_site(ROOTS[request.param]).site
    assert site is not None
    assert site.plans
    return PageTree(site)


def page_at(url: str) -> Page:
    """Return some page with this address."""
    return Page("x", PageKind.PROSE, "fi", url, "", "", date(2026, 1, 1), "content/x.fi.md")


@pytest.mark.parametrize(
    ("start", "url", "link"),
    [
        ("", "", "./"),
        ("", "fi/", "fi/"),
        ("", "fi/ita-uusimaa/", "fi/ita-uusimaa/"),
        ("", "404.html", "404.html"),
        ("", "assets/a.css", "assets/a.css"),
        ("fi/", "", "../"),
        ("fi/", "fi/", "./"),
        ("fi/", "sv/", "../sv/"),
        ("fi/", "fi/tietoa/", "tietoa/"),
        ("fi/", "404.html", "../404.html"),
        ("fi/", "fi/404.html", "404.html"),
        ("fi/a/b/", "", "../../../"),
        ("fi/a/b/", "fi/a/b/", "./"),
        ("fi/a/b/", "fi/a/", "../"),
        ("fi/a/b/", "fi/a/c/", "../c/"),
        ("fi/a/b/", "fi/ab/", "../../ab/"),
        ("fi/a/b/", "sv/a/b/", "../../../sv/a/b/"),
        ("fi/a/b/", "assets/a.css", "../../../assets/a.css"),
        ("404.html", "", "./"),
        ("404.html", "fi/", "fi/"),
        ("404.html", "404.html", "404.html"),
        ("fi/404.html", "fi/", "./"),
        ("fi/404.html", "sv/404.html", "../sv/404.html"),
    ],
)
def test_relative(start: str, url: str, link: str) -> None:
    """A link is written from the folder of the page, a folder with a slash at its end and a file without."""
    assert relative(page_at(start), url) == link


ADDRESSES = ["", "404.html", "fi/", "sv/", "fi/404.html", "fi/a/", "fi/a/b/", "fi/ab/", "sv/a/b/c/", "assets/x/y.css"]


@pytest.mark.parametrize(("start", "url"), list(product(ADDRESSES, repeat=2)))
def test_relative_leads_there(start: str, url: str) -> None:
    """From any page to any address, a browser that follows the link arrives, wherever the site is published."""
    for root in ("https://example.org/", "https://example.org/preview/12/"):
        assert urljoin(root + start, relative(page_at(start), url)) == root + url


def test_every_page_has_a_sister_in_each_language(tree: PageTree) -> None:
    """Each page exists in Finnish and Swedish, except the two that speak all languages at once."""
    whole = [code for code in tree.site.languages if code not in tree.site.optional]
    assert whole == ["fi", "sv"]
    for page in tree.pages:
        sisters = tree.sisters(page)
        if page.id in {"choice", "not-found"}:
            assert list(sisters) == [tree.site.languages[0]]
            continue
        assert set(whole) <= set(sisters), page.url
        assert list(sisters) == [code for code in tree.site.languages if code in sisters]
        assert sisters[page.language] is page
        assert {(sister.id, sister.kind, sister.parent) for sister in sisters.values()} == {
            (page.id, page.kind, page.parent)
        }


def test_addresses_differ(tree: PageTree) -> None:
    """No two pages share an address or a file, and none hides behind letters of another case."""
    for values in ([page.url.lower() for page in tree.pages], [page.path.lower() for page in tree.pages]):
        assert len(set(values)) == len(values)


def test_addresses_are_plain(tree: PageTree) -> None:
    """An address is small plain letters, figures and hyphens, begins with its language and needs no escaping."""
    for page in tree.pages:
        assert re.fullmatch(r"([a-z0-9-]+/)*(404\.html)?", page.url), page.url
        if page.kind not in {PageKind.CHOICE, PageKind.NOT_FOUND}:
            assert page.url.startswith(f"{page.language}/")


def test_path(tree: PageTree) -> None:
    """A page is published as the index of its folder, or as the file that its address names."""
    for page in tree.pages:
        expected = page.url if page.url.endswith(".html") else posixpath.join(page.url, "index.html")
        assert page.path == expected
        assert tree.of_path(expected) is page


def test_fixed_pages(tree: PageTree) -> None:
    """Every language has the pages that every site has, and the whole site one choice and one page for lost readers."""
    ids = {(page.id, page.language) for page in tree.pages}
    for language, chapter in product(tree.site.languages, SITE_CHAPTERS):
        assert ("home" if chapter == "index" else f"site:{chapter}", language) in ids
    first = tree.site.languages[0]
    assert [(page.url, page.language) for page in tree.pages if page.id == "choice"] == [("", first)]
    assert [(page.url, page.language) for page in tree.pages if page.id == "not-found"] == [("404.html", first)]


def test_ancestors(tree: PageTree) -> None:
    """The way to a page begins at the home page of its language, and each step lies inside the one before."""
    for page in tree.pages:
        way = tree.ancestors(page)
        if page.id in {"choice", "home", "not-found"}:
            assert way == ()
            continue
        assert way[0].id == "home"
        assert way[-1].id == page.parent
        assert {step.language for step in way} == {page.language}
        for outer, inner in pairwise([*way, page]):
            assert inner.url.startswith(outer.url)
            assert inner.url != outer.url


def test_way_to_a_chapter(tree: PageTree) -> None:
    """A chapter of a plan stands below home, region and plan."""
    for page in tree.pages:
        if page.kind is PageKind.CHAPTER:
            kinds = [step.kind for step in tree.ancestors(page)]
            assert kinds == [PageKind.HOME, PageKind.REGION, PageKind.PLAN]


def test_neighbours(tree: PageTree) -> None:
    """Going on from a plan's first page passes each of its chapters once, and going back is the same way."""
    for first in (page for plan in tree.site.plans for page in tree.sisters_of_plan(plan)):
        plan, language = first.plan, first.language
        assert plan is not None
        walked = [first]
        while following := tree.neighbours(walked[-1])[1]:
            assert tree.neighbours(following)[0] is walked[-1]
            walked.append(following)
        assert tree.neighbours(walked[0])[0] is None
        assert walked[1:] == [*tree.chapters(plan, language), *tree.shared(plan, language)]
        assert {page.language for page in walked} == {language}


def test_neighbours_of_a_page_without_a_plan(tree: PageTree) -> None:
    """Only the pages of a plan follow each other."""
    for page in tree.pages:
        if page.plan is None:
            assert tree.neighbours(page) == (None, None)


def test_chapters_in_reading_order(tree: PageTree) -> None:
    """Chapters come in the order of the numbers of their files, in every language that has them alike."""
    for plan in tree.site.plans:
        order = [f"chapter:{plan.id}/{chapter.id}" for chapter in plan.chapters]
        for language in tree.site.languages:
            found = [page.id for page in tree.chapters(plan, language)]
            assert found == (order if language not in tree.site.optional else [id for id in order if id in found])
        assert [chapter.order for chapter in plan.chapters] == sorted(chapter.order for chapter in plan.chapters)
        assert SUMMARY in {chapter.id for chapter in plan.chapters}


def test_region_without_plans_has_no_page(tree: PageTree) -> None:
    """A region gets a page when it has a plan, and then in every language in which the plan is."""
    have = {(page.region.id, page.language) for page in tree.pages if page.kind is PageKind.REGION and page.region}
    assert have == {(plan.region.id, page.language) for plan in tree.site.plans for page in tree.sisters_of_plan(plan)}
    assert {(plan.region.id, code) for plan in tree.site.plans for code in ("fi", "sv")} <= have


def test_everything_is_below_home(tree: PageTree) -> None:
    """Maps show each page of a language once; not the choice, the pages for lost readers, or lists narrowed twice."""

    def below(page: Page) -> list[Page]:
        return [page, *(found for child in tree.children(page) for found in below(child))]

    for language in tree.site.languages:
        listed = below(tree.get("home", language))
        assert len({page.url for page in listed}) == len(listed)
        expected = {
            page.url
            for page in tree.pages
            if page.language == language and page.id not in {"choice", "not-found", "site:not-found"} and page.on_maps
        }
        assert {page.url for page in listed} == expected


def test_page_of_a_file(tree: PageTree) -> None:
    """A Markdown file is found by its path, so that links between files become links between pages."""
    for page in tree.pages:
        if page.prose:
            assert tree.of_file(page.prose.path, page.plan) is page
            assert page.prose.path == page.source
            assert page.prose.language == page.language
    assert tree.of_file("content/nowhere.fi.md") is None


def test_every_source_exists(tree: PageTree) -> None:
    """The file that a page names as its source is there to be edited."""
    root = next(root for root in ROOTS.values() if load_site(root).site == tree.site)
    for page in tree.pages:
        assert (root / page.source).is_file(), page.source


def test_what_is_below_a_page(tree: PageTree) -> None:
    """Every page that menus and maps show is right below its parent, in reading order."""
    for page in tree.pages:
        own = [other for other in tree.pages if (other.parent, other.language) == (page.id, page.language)]
        assert list(tree.children(page)) == [other for other in own if other.on_maps]
    assert tree.children(tree.get("home", "fi"))


def test_pages_say_what_they_are(tree: PageTree) -> None:
    """Every page has a title and a description, and the pages of one language have titles that differ."""
    for page in tree.pages:
        assert page.title.strip()
        assert page.description.strip()
    for language in tree.site.languages:
        own = [page for page in tree.pages if page.language == language and page.kind is not PageKind.CHOICE]
        titles = [
            (page.title, page.plan.id if page.plan else "") for page in own if page.kind is not PageKind.NOT_FOUND
        ]
        assert len(set(titles)) == len(titles)


def test_pages_of_measures() -> None:
    """A measure with a `slug` has a page, whose neighbours are the other measures; its parts are on it."""
    site = load_site(ROOTS["small"]).site
    assert site is not None
    plan = site.plans[0]
    block = plan.block("measures")
    tree = PageTree(site)
    assert {page.url for page in tree.pages if page.kind is PageKind.MEASURE} == {
        "fi/ita-uusimaa/esimerkkihanke/esimerkki/",
        "sv/ostra-nyland/exempelprojekt/exempel/",
    }
    page = tree.of_measure(plan, "build", "fi")
    assert (page.title, page.parent) == ("Tehdään esimerkki", f"plan:{plan.id}")
    assert tree.neighbours(page) == (None, None)
    assert [part.id for part in block.inside("build")] == ["try"]


@pytest.mark.parametrize(
    ("language", "headings", "words"),
    [
        (
            "fi",
            ["Kokeillaan esimerkkiä", "Kustannukset", "Aikataulu", "Riskit"],
            ["noin 600 €", "Mallin kokeilu", "R2. Esimerkki kallistuu", "Valmis esimerkki."],
        ),
        (
            "sv",
            ["Man prövar exemplet", "Kostnader", "Tidsplan", "Risker"],
            ["cirka 600 €", "Modellen prövas", "R2. Exemplet blir dyrare", "Ett färdigt exempel."],
        ),
    ],
)
def test_what_a_page_of_a_measure_holds(language: str, headings: list[str], words: list[str]) -> None:
    """The page has the measure, its parts and what the other files say of them, and nothing of other measures."""
    site = load_site(ROOTS["small"]).site
    assert site is not None
    tree = PageTree(site)
    known = next(known for known in site.facts.languages if known.code == language)
    html = Renderer(site, Localizer(known)).page(tree.of_measure(site.plans[0], "build", language), tree)
    text = " ".join(re.sub(r"<[^>]*>", " ", html).split()).replace("\u00a0", " ")
    assert [heading for heading in headings if heading not in re.findall(r"<h2[^>]*>(.*?)</h2>", html)] == []
    assert [word for word in words if word not in text] == []
    assert "R1." not in text
    assert 'href="#measure-try"' in html
    assert 'id="measure-try"' in html


def test_measures_are_links_to_their_pages() -> None:
    """Where a measure is named in a table, the name leads to where it is told in full."""
    site = load_site(ROOTS["small"]).site
    assert site is not None
    tree = PageTree(site)
    renderer = Renderer(site, Localizer(site.facts.languages[0]))
    html = "".join(renderer.page(page, tree) for page in tree.chapters(site.plans[0], "fi"))
    assert '<a href="../esimerkki/">Tehdään esimerkki</a>' in html
    assert '<a href="../esimerkki/#measure-try">Kokeillaan esimerkkiä</a>' in html
    assert ">Poistettu toimenpide</a>" not in html


def test_money_of_a_measure() -> None:
    """On the page of a measure a table shows its rows, their parts and their wholes, with the whole table's sums."""
    site = load_site(ROOTS["small"]).site
    assert site is not None
    plan = site.plans[0]
    budget = plan.block("budget")
    (table,) = budget.tables
    rows = [row.model_copy(update={"remainder": None, "computed": row.id == "total"}) for row in table.rows]
    rows.append(rows[0].model_copy(update={"id": "pay", "part_of": "staff", "measure": None}))
    rows.append(rows[1].model_copy(update={"id": "screws", "part_of": "tools"}))
    whole = table.model_copy(update={"rows": tuple(rows)})
    found = budget.model_copy(update={"tables": (whole,)}).of_measures(("build",))
    assert found is not None
    (shown,) = found.tables
    assert [line.row.id for line in shown.lines] == ["staff", "total", "pay"]
    assert [line.figures for line in shown.lines if line.row.id == "total"] == [(Decimal("850.50"),)]
    assert [str(shown.portion(line))[:4] for line in shown.lines] == ["0.70", "1", "0.70"]
    assert found.of_measures(("other",)) is None
