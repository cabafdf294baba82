"""What a page shows is known without rendering it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import SUMMARY, Site
from planssi.page import PageKind
from planssi.pages import PageTree
from planssi.prose import FIGURE
from planssi.renderer import Renderer
from planssi.shown import Shown
from planssi.terms import Glossary

SITE = Path(__file__).parent / "site"
MADE = re.compile(rf"{FIGURE.pattern}|: ")
"""Texts that are put together only for the page: with figures, or of the titles of a block and its groups."""


@pytest.fixture(scope="module", params=[SITE, Path(__file__).parent.parent], ids=["miniature", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    """A site."""
    loaded = load_site(request.param).site
    assert loaded is not None
    return loaded


def _of_the_interface(site: Site, localizer: Localizer) -> set[str]:
    """Return the names and definitions of the terms in words of the interface and in times, which nobody foretells."""
    messages = "\n".join(
        text for key, text in getattr(localizer.catalogue, "_catalog", {}).items() if key and isinstance(text, str)
    )
    glossary = Glossary(site, localizer.language)
    said = f"{messages}\n{localizer.quarter(date(2024, 1, 1))}"
    met = {term.id: term for plan in site.plans for term in glossary.met(said, plan)}
    return {text[localizer.language] for term in met.values() for text in (term.term, term.definition)}


def _asked(site: Site) -> Iterator[tuple[str, set[str], set[str]]]:
    """Render every page of one language; yield its address, the texts foretold, and those on it."""
    tree = PageTree(site)
    localizer = Localizer(site.facts.languages[0])
    asked: dict[int, str] = {}
    renderer, foretold = Renderer(site, localizer), Shown(site)
    of_the_interface = _of_the_interface(site, localizer)
    words = localizer.words

    def remember(text: object) -> str:
        said = words(text)  # type: ignore[arg-type]
        asked[id(text)] = said
        return said

    localizer.words = remember  # type: ignore[method-assign]
    for page in tree.pages:
        if page.language == localizer.language and page.kind is not PageKind.CHOICE:
            asked.clear()
            html = renderer.page(page, tree)
            visible = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html)))
            shown = {text[localizer.language] for text in foretold.texts(page)}
            yield page.url, shown, {said for said in asked.values() if said in visible} - of_the_interface


def test_every_text_on_a_page_is_foretold(site: Site) -> None:
    """A text that rendering asks for and that stands on the page is among those that are told without rendering."""
    pages = 0
    for url, shown, visible in _asked(site):
        pages += 1
        missed = {said for said in visible - shown if not MADE.search(said)}
        assert not missed, url
    assert pages > 10


def test_not_everything_is_foretold(site: Site) -> None:
    """A page waits only for its own texts: the summary in easy language for hardly any of the plan's facts."""
    tree, shown = PageTree(site), Shown(site)
    for plan in site.plans:
        summary = next(page for page in tree.chapters(plan, "sv") if page.chapter and page.chapter.id == SUMMARY)
        assert len(shown.texts(summary)) < 40
