"""The page that holds a whole plan: every chapter and measure, ids of their own, and links that lead inside."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from building import ROOT
from document import Document
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import PageState
from planssi.page import Page, PageKind
from planssi.pages import PageTree
from planssi.renderer import Renderer
from planssi.whole import anchor, as_part, parts_of, without_idle_ids

WORD = re.compile(r"[^\W\d_]{4,}")
REPEATED = re.compile(r'<(h2|caption|thead)\b.*?</\1>|<p class="plan-(?:kicker|missing|note)">.*?</p>', re.DOTALL)
"""What stands around what a measure's page repeats."""
PICTURE = re.compile(r"<figure class=\"plan-picture.*?</figure>", re.DOTALL)


@pytest.fixture(scope="module", params=["small", "real"])
def whole_pages(request: pytest.FixtureRequest) -> list[tuple[Page, str, PageTree, Renderer]]:
    """The whole plans of a site, each with its body."""
    site = load_site(ROOT if request.param == "real" else Path(__file__).parent / "site").site
    assert site is not None
    tree = PageTree(site, "https://planssi.example/")
    renderers = {language.code: Renderer(site, Localizer(language)) for language in site.facts.languages}
    pages = [page for page in tree.pages if page.kind is PageKind.WHOLE]
    assert pages
    return [(page, renderers[page.language].page(page, tree), tree, renderers[page.language]) for page in pages]


def test_every_plan_has_one(whole_pages: list[tuple[Page, str, PageTree, Renderer]]) -> None:
    """Wherever a plan is told in full, and only there."""
    tree = whole_pages[0][2]
    expected = {
        (page.plan.id, page.language)
        for page in tree.pages
        if page.kind is PageKind.PLAN and page.plan and page.state is PageState.FULL
    }
    assert {(page.plan.id, page.language) for page, *_ in whole_pages if page.plan} == expected


def test_nothing_is_left_out(whole_pages: list[tuple[Page, str, PageTree, Renderer]]) -> None:
    """Every word of every chapter and measure is there but those of pictures, whose tables stand beside them, and what
    other plans have to do with a measure.

    What a measure's page repeats from a chapter stands in the chapter, under its own heading.
    """
    for page, html, tree, renderer in whole_pages:
        words = set(WORD.findall(re.sub(r"<[^>]*>", "\n", html)))
        for part in parts_of(page, tree):
            own = PICTURE.sub("", renderer.page(part, tree))
            own = re.sub(r"<section class=\"plan-terms.*?</section>", "", own, flags=re.DOTALL)
            if part.kind is PageKind.MEASURE:
                own = REPEATED.sub("", own)
                own = re.sub(r"<section class=\"plan-elsewhere.*?</section>", "", own, flags=re.DOTALL)
            assert set(WORD.findall(re.sub(r"<[^>]*>", "\n", own))) <= words, (page.url, part.url)
        assert len(re.findall(r'<section class="plan-(?:easy|whole__part)" id=', html)) == len(parts_of(page, tree))


def test_ids_are_unique_and_links_lead_inside(whole_pages: list[tuple[Page, str, PageTree, Renderer]]) -> None:
    """No id stands twice, every link to a part of the plan leads to its place on this page."""
    for page, html, tree, _ in whole_pages:
        document = Document(html)
        ids = [element["id"] for element in document.elements if "id" in element]
        assert len(ids) == len(set(ids)), page.url
        inside = {part.url for part in parts_of(page, tree)}
        for link in document.all("a"):
            href = link.get("href", "")
            if href.startswith("#"):
                assert href[1:] in ids, (page.url, href)
            elif not href.startswith(("http", "mailto:")):
                target = re.sub(r"#.*", "", href)
                assert not any(tree.link(page, url) == target for url in inside), (page.url, href)
        for element in document.elements:
            for attribute in ("aria-labelledby", "aria-describedby"):
                assert {*element.get(attribute, "").split()} <= {*ids}, (page.url, element)


def test_headings_go_down_by_one(whole_pages: list[tuple[Page, str, PageTree, Renderer]]) -> None:
    """One first heading, chapters on the second level, measures on the third; no level is left out."""
    for page, html, tree, _ in whole_pages:
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.url
        for part in parts_of(page, tree):
            level = 3 if part.kind is PageKind.MEASURE else 2
            assert re.search(rf'id="{anchor(part)}">\s*<h{level}>', html), part.url


def test_a_part_keeps_what_leads_elsewhere() -> None:
    """Links to other pages are as good from the page of the whole; pictures and marks of editors go."""
    site = load_site(Path(__file__).parent / "site").site
    assert site is not None
    tree = PageTree(site, "https://planssi.example/")
    page = next(page for page in tree.pages if page.kind is PageKind.CHAPTER and page.language == "fi")
    assert page.plan
    whole = tree.shared_of(page.plan, PageKind.WHOLE, "fi")
    assert whole
    other = tree.get("site:terms", "fi")
    html = (
        f'<h2 id="a" data-source="x.yaml:1">A</h2><a href="{tree.link(page, other.url)}#term-x">1</a>'
        '<a href="#a">2</a><a href="https://a.example/">3</a><figure class="plan-picture"><svg></svg></figure>'
        f'<a href="{tree.link(page, page.url)}" data-address="https://b.example/">4</a><p id="idle"></p>'
    )
    part = as_part(html, page, whole, {page.url: anchor(page)}, tree)
    own = anchor(page)
    assert part.html == (
        f'<h3 id="{own}--a">A</h3><a href="{tree.link(whole, other.url)}#term-x">1</a>'
        f'<a href="#{own}--a">2</a><a href="https://a.example/">3</a>'
        f'<a href="#{own}">4</a><p id="{own}--idle"></p>'
    )
    assert "idle" not in without_idle_ids([part])[0].html
