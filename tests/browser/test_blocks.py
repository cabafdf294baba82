"""Every kind of block in a real browser, in the frame of the real site: at 320 px, enlarged, and on paper.

The golden examples are put in the place of a chapter's text; so are tables wider and words longer than any source has.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from golden import make, shown, small_site
from planssi.localizer import Localizer
from planssi.pages import PageTree
from planssi.renderer import Renderer
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = "Sosiaalihuollonpalvelutarpeenarviointikäytäntöjenyhdenmukaistamissuunnitelmaluonnos"
"""A word longer than a small screen is wide, without a place to break it."""

COLUMNS = 12

FAULTS = r"""wide => {
  const found = [];
  const name = e => e.tagName.toLowerCase() + '.' + String(e.className.baseVal ?? e.className) + ' '
    + e.textContent.trim().slice(0, 40);
  if (document.scrollingElement.scrollWidth > document.documentElement.clientWidth + 1)
    found.push('the page scrolls sideways: ' + document.scrollingElement.scrollWidth);
  for (const e of document.querySelectorAll('#block *')) {
    if (e.closest('.plan-hidden, title, desc, defs') || e.tagName === 'svg' || e.closest('svg svg')) continue;
    const r = e.getBoundingClientRect(), scroller = e.closest('.plan-scroll');
    if (getComputedStyle(e).display === 'none' && !e.classList.contains('plan-scroll__hint')
      && !e.matches('thead, thead *, .plan-picture__axis--wide')) found.push('lost: ' + name(e));
    if (r.width && r.height && (r.right > innerWidth + 1 || r.left < -1) && (wide || !scroller))
      found.push('outside: ' + name(e) + ' ' + Math.round(r.right));
  }
  const cells = [...document.querySelectorAll('#block table')].every(t => [...t.tBodies[0].rows].every(row =>
    [...row.cells].every(c => c.getBoundingClientRect().width > 1 && c.getBoundingClientRect().height > 1)));
  if (!cells) found.push('a cell is not seen');
  return found;
}"""


def wide_tables() -> Iterator[tuple[str, str]]:
    """Yield tables of twelve columns, and long words, by kind."""
    ids = [f"c{number}" for number in range(COLUMNS)]
    words = f"{{fi: {LONG}, sv: {LONG}}}"
    named = "".join(f"      - {{id: {id}, name: {words}}}\n" for id in ids)
    timed = "".join(f"      - {{id: {id}, when: {2020 + n}}}\n" for n, id in enumerate(ids))
    head = f"tables:\n  - id: a\n    title: {words}\n    source: plan/2\n    columns:\n"
    cells = ", ".join(["123456789.12"] * COLUMNS)
    rows = "".join(f"      - {{id: r{n}, name: {words}, cells: [{cells}]}}\n" for n in range(5))
    yield "budget", f"{head}{named}    rows:\n{rows}"
    cells = ", ".join(f"{id}: {{text: {words}, amount: 70000000}}" for id in ids)
    yield "comparison", f"{head}{named}    rows:\n      - {{id: r, name: {words}, cells: {{{cells}}}}}\n"
    values = ", ".join(f"{id}: {{is: {n + 1}234567 person, note: {words}}}" for n, id in enumerate(ids))
    yield "statistics", f"{head}{timed}    rows:\n      - {{id: r, name: {words}, values: {{{values}}}}}\n"
    columns = "".join(f"  - {{id: {id}, when: {2020 + n}, kind: target}}\n" for n, id in enumerate(ids))
    rows = f"  - {{id: r, title: {words}, unit: person, values: {{{values}}}, source: plan/2}}\n"
    yield "indicators", f"title: {words}\ncolumns:\n{columns}indicators:\n{rows}"
    bars = ", ".join(f"{{when: {2020 + n}/{2021 + n}, text: {words}}}" for n in range(COLUMNS))
    outside = f"outside: {words}"
    rows = f"  - {{id: r, title: {words}, bars: [{bars}], {outside}, source: plan/2}}\n"
    yield "timeline", f"title: {words}\nrows:\n{rows}"
    steps = "scale: {likelihood: {from: 1, to: 5}, impact: {from: 1, to: 5}}\n"
    risk = f"  - {{id: r, title: {words}, likelihood: 5, impact: 5, points: 25, owners: [{words}], source: plan/3}}\n"
    yield "risks", f"title: {words}\n{steps}risks:\n{risk}"
    yield "measures", f"title: {words}\nmeasures:\n  - {{id: a, title: {words}, summary: {words}, source: plan/2}}\n"


@pytest.fixture(scope="module")
def blocks() -> dict[str, str]:
    """The HTML of every block, by name."""
    site = small_site()
    found = {}
    for language in site.facts.languages:
        renderer = Renderer(site, Localizer(language))
        for number, made in enumerate(shown(site)):
            found[f"{language.code} {number} {made.name}"] = renderer.finish(made.html(renderer))
    for kind, text in wide_tables():
        made = make(kind, text, site, "very wide, and with very long words")
        assert made.problems == (), made.problems
        found[made.name] = renderer.finish(made.html(renderer))
    return found


@pytest.fixture
def frame(browser: Browser, origin: str, tree: PageTree) -> Iterator[Page]:
    """A chapter of the site, in which blocks take the place of its text."""
    page = browser.new_page()
    page.goto(f"{origin}/{tree.chapters(tree.site.plans[0], 'fi')[2].url}")
    page.evaluate("document.querySelector('main article, main').innerHTML = '<div id=\"block\"></div>'")
    yield page
    page.close()


def faults(page: Page, blocks: dict[str, str], wide: bool) -> list[str]:
    """Put every block on the page, and return what is wrong with any of them."""
    found = []
    for name, html in blocks.items():
        page.evaluate("html => document.querySelector('#block').innerHTML = html", html)
        found += [f"{name}: {fault}" for fault in page.evaluate(FAULTS, wide)]
    return found


@pytest.mark.parametrize("width", [320, 600, 720, 768, 1024, 1280])
def test_no_block_is_wider_than_the_screen(frame: Page, blocks: dict[str, str], width: int) -> None:
    """At any width nothing sticks out and nothing is lost, but for a matrix, which has its own way of scrolling."""
    frame.set_viewport_size({"width": width, "height": 800})
    assert faults(frame, blocks, wide=False) == []


def test_every_block_prints_whole(frame: Page, blocks: dict[str, str]) -> None:
    """On A4 paper every column of every table, and every picture, is inside the page."""
    frame.set_viewport_size({"width": 688, "height": 1000})
    frame.emulate_media(media="print")
    assert faults(frame, blocks, wide=True) == []


def test_no_picture_is_taller_than_a_page_of_paper(frame: Page, blocks: dict[str, str]) -> None:
    """What must not be cut fits on a page: A4 less its margins is 1000 pixels high."""
    frame.set_viewport_size({"width": 688, "height": 1000})
    frame.emulate_media(media="print")
    tall = []
    for name, html in blocks.items():
        frame.evaluate("html => document.querySelector('#block').innerHTML = html", html)
        heights = frame.evaluate("[...document.querySelectorAll('#block figure > svg')].map(e => e.clientHeight)")
        tall += [(name, height) for height in heights if height > 1000]
    assert tall == []
