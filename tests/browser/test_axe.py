"""Pages in a real browser with axe: wide and narrow, light and dark, and with wide spacing."""

from __future__ import annotations

import pytest
from browser.sizes import NARROW, WIDE
from planssi.page import Page as OwnPage
from planssi.page import PageKind
from planssi.pages import PageTree
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SEEN = ["color-contrast", "link-in-text-block", "target-size"]
"""Rules that look at the page as it is painted, which takes most of axe's time."""

PAINTED = ["color-contrast", "link-in-text-block"]
"""Those that a colour scheme can change."""

MADE = (
    PageKind.LISTING,
    PageKind.MUNICIPALITY,
    PageKind.WHOLE,
    PageKind.FOLLOW_UP,
    PageKind.CHANGES,
    PageKind.GAPS,
)
"""Kinds of pages that have no words of their own: the data fill them."""

RUN = """([tags, left]) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
  rules: Object.fromEntries(left.map(rule => [rule, {enabled: false}]))})"""

RUN_RULES = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"

MEASURE = r"""() => {
  const found = [];
  const shown = e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1; };
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + '.' + String(e.className);
  if (document.scrollingElement.scrollWidth > document.documentElement.clientWidth + 1)
    found.push('the page scrolls sideways: ' + document.scrollingElement.scrollWidth);
  for (const e of document.querySelectorAll('main *')) {
    const wide = e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX);
    if (wide && shown(e) && !(e.tabIndex === 0 && e.getAttribute('role') && e.getAttribute('aria-labelledby')))
      found.push('scrolls without a name or the keyboard: ' + name(e));
  }
  for (const e of document.querySelectorAll('a[href], button, summary, [tabindex="0"]')) {
    if (!shown(e) || e.closest('p, li p, td, dd') || getComputedStyle(e).display === 'inline') continue;
    const r = e.getBoundingClientRect();
    if (r.width < 24 || r.height < 24) found.push('small target: ' + name(e) + ' ' + r.width + 'x' + r.height);
  }
  for (const e of document.querySelectorAll('header a, header summary, .plan-button')) {
    if (!shown(e) || e.closest('.crumbs')) continue;
    if (e.getBoundingClientRect().height < 44) found.push('target under 44 px: ' + name(e));
  }
  return found;
}"""

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

CLIPPED = r"""() => [...document.querySelectorAll('header *, main *, footer *')].filter(e =>
  !e.childElementCount && e.textContent.trim() && e.getBoundingClientRect().width > 2
  && /hidden|clip/.test(getComputedStyle(e).overflow)
  && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2)).map(e => e.textContent.trim())"""


def violations(page: Page, script: str, rules: object) -> list[str]:
    """Run axe, and return each rule with the element that breaks it."""
    result = page.evaluate(script, rules)
    return [f"{v['id']}: {n['html']}" for v in result["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_pages_pass_axe(
    browser: Browser, origin: str, tree: PageTree, samples: tuple[OwnPage, ...], axe: str, size: dict[str, int]
) -> None:
    """No rule of WCAG or of good practice is broken, nothing scrolls sideways, and every target is large enough.

    Pages that together show every part of the site are looked at in each size, and in one of them in dark colours, too.
    Every second of the others, whose colours are then proved, is looked at in one size, without the rules on what is
    painted; those that the data make, which hold nothing that the samples do not, are not.
    """
    turn = [WIDE, NARROW].index(size)
    context = browser.new_context(viewport=size, bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for own in dict.fromkeys([*samples, *[page for page in tree.pages if page.kind not in MADE][2 * turn :: 4]]):
        page.goto(f"{origin}/{own.url}")
        page.evaluate(axe)
        faults = violations(page, RUN, [RULES, [] if own in samples else SEEN])
        if own in samples[turn::2]:
            page.emulate_media(color_scheme="dark")
            faults += [f"dark: {fault}" for fault in violations(page, RUN_RULES, PAINTED)]
            page.emulate_media(color_scheme="light")
        faults += page.evaluate(MEASURE)
        page.add_style_tag(content=SPACING)
        faults += [f"cut by wide spacing: {text}" for text in page.evaluate(CLIPPED)]
        found += [f"/{own.url}: {fault}" for fault in faults]
    context.close()
    assert found == []
