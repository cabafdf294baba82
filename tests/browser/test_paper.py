"""Pages on paper, and while they come: nothing is lost, and nothing moves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.sizes import NARROW, WIDE
from planssi.page import Page as OwnPage
from planssi.page import PageKind
from planssi.pages import PageTree
from playwright.sync_api import Browser
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def test_printing_loses_nothing(browser: Browser, origin: str, tree: PageTree, built_site: Path) -> None:
    """On A4 paper every table has all its columns, its header, and each cell inside the page.

    Lists differ only in their rows, so every sixth of them is looked at.
    """
    context = browser.new_context(viewport={"width": 688, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    with_tables = [own for own in tree.pages if "<table" in (built_site / own.path).read_text("utf-8")]
    lists = [own for own in with_tables if own.kind is PageKind.LISTING]
    others = [own for own in with_tables if own.kind is not PageKind.LISTING]
    assert len(lists) > 100 and len(others) > 100
    for own in [*others, *lists[::6]]:
        page.goto(f"{origin}/{own.url}")
        faults = page.evaluate(
            """() => [...document.querySelectorAll('main table *')].filter(e => {
              const r = e.getBoundingClientRect(), hidden = e.closest('.plan-hidden');
              return !hidden && (r.right > innerWidth + 1 || getComputedStyle(e).display === 'none'
                || (e.matches('thead:not(.plan-cards *)') && getComputedStyle(e).display !== 'table-header-group'));
            }).map(e => e.outerHTML)"""
        )
        assert faults == [], own.url
    context.close()


PRINTED = r"""() => [...document.querySelectorAll('main a[href]')].filter(a => a.getClientRects().length
  && (/^https?:/.test(a.getAttribute('href')) || a.dataset.address)).map(a => [a.textContent.trim(),
  a.dataset.address || a.getAttribute('href'), getComputedStyle(a, '::after').content])"""
"""Links that lead off the page to an address, with what paper shows after them."""


def test_paper_shows_where_links_lead(browser: Browser, origin: str, tree: PageTree, built_site: Path) -> None:
    """A link in the text prints its whole address, unless its words are that; one inside the page prints none."""
    page = browser.new_page(viewport={"width": 688, "height": 1000})
    page.emulate_media(media="print")
    leading = [own for own in tree.pages if "data-address" in (built_site / own.path).read_text("utf-8")]
    leading += [own for own in tree.pages if own.kind is PageKind.WHOLE][:1]
    seen = 0
    for own in leading:
        page.goto(f"{origin}/{own.url}")
        for words, address, shown in page.evaluate(PRINTED):
            seen += 1
            assert words == address or address in shown, own.url
            assert address.startswith("http"), own.url
        inside = page.evaluate(
            "[...document.querySelectorAll('main a[href^=\"#\"]')].map(a => getComputedStyle(a, '::after').content)"
        )
        assert set(inside) <= {"none", "normal"}, own.url
    page.close()
    assert seen > 20


def test_paper_has_every_word_and_a_header(browser: Browser, origin: str, tree: PageTree, tmp_path: Path) -> None:
    """On paper stand all words of a page; every sheet but the first names the page, and each has its number."""
    page = browser.new_page()
    plan = min(tree.site.plans, key=lambda plan: len(plan.chapters))
    for language in ("fi", "sv"):
        numbered = {"fi": "Sivu", "sv": "Sida"}[language]
        whole = tree.shared_of(plan, PageKind.WHOLE, language)
        assert whole
        for own in (whole, tree.of_plan(plan, language), *tree.chapters(plan, language)[4:7]):
            page.goto(f"{origin}/{own.url}")
            page.emulate_media(media="print")
            words = set(re.findall(r"[\wåäöÅÄÖ]{4,}", page.inner_text("main")))
            title = page.title()
            file = tmp_path / "page.pdf"
            page.pdf(path=file, format="A4", prefer_css_page_size=True)
            sheets = [sheet.extract_text() for sheet in PdfReader(file).pages]
            joined = re.sub(r"[-\u00ad\u2010]\s*\n\s*", "", "\n".join(sheets))
            found = set(re.findall(r"[\wåäöÅÄÖ]{4,}", joined)) | set(re.findall(r"[\wåäöÅÄÖ]{4,}", "".join(sheets)))
            lost = {word for word in words - found if word not in re.sub(r"\s+", "", joined)}
            assert len(lost) <= len(words) // 100, (own.url, lost)
            for number, sheet in enumerate(sheets, 1):
                assert f"{numbered} {number} / {len(sheets)}" in sheet, own.url
                assert number == 1 or title.split(" – ")[0] in " ".join(sheet.split()), own.url
    page.close()


TITLES = """() => [...document.querySelectorAll('main :is(h2, h3, h4, caption, thead tr)')]
  .filter(e => e.getClientRects().length).map(e => e.innerText.replace(/\\s+/g, ' ').trim())"""


def test_no_title_is_left_alone_at_the_foot_of_a_sheet(
    browser: Browser, origin: str, tree: PageTree, built_site: Path, tmp_path: Path
) -> None:
    """What a heading, the name of a table or its header tells of stands on the same sheet."""
    page = browser.new_page()
    plan = max(tree.site.plans, key=lambda plan: len(plan.chapters))
    with_tables = [own for own in tree.chapters(plan, "fi") if "<table" in (built_site / own.path).read_text("utf-8")]
    sheets = 0
    for own in with_tables:
        page.goto(f"{origin}/{own.url}")
        page.emulate_media(media="print")
        titles = tuple(page.evaluate(TITLES))
        file = tmp_path / "page.pdf"
        page.pdf(path=file, format="A4", prefer_css_page_size=True)
        for sheet in PdfReader(file).pages:
            text = re.sub(r"Sivu \d+ / \d+", "", " ".join(sheet.extract_text().split())).strip()
            assert not text.endswith(titles), (own.url, text[-200:])
            sheets += 1
    page.close()
    assert sheets > 20


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => entry.value)))
    .observe({type: 'layout-shift', buffered: true});
}"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_nothing_moves_while_a_page_comes(
    browser: Browser, origin: str, samples: tuple[OwnPage, ...], size: dict[str, int]
) -> None:
    """From the first paint to the end of loading, and on the way down the page, nothing changes its place by itself.

    On a wide screen, where fewer lines break, every second sample is enough.
    """
    page = browser.new_page(viewport=size)
    page.add_init_script(f"({SHIFTS})()")
    moved = {}
    for own in samples[:: 2 if size == WIDE else 1]:
        page.goto(f"{origin}/{own.url}", wait_until="load")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if shift := page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)"):
            moved[own.url] = shift
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.wait_for_timeout(100)
    page.evaluate("document.body.prepend(document.querySelector('main').cloneNode(true))")
    # The measure sees a page that moves.
    page.wait_for_function("window.shifts.reduce((sum, one) => sum + one, 0) > 0")
    page.close()
    assert moved == {}
