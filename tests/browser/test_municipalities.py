"""The field above the municipalities: with a script it finds, without one it is not there."""

from __future__ import annotations

import pytest
from planssi.pages import PageTree
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SEEN = ".plan-towns li:visible"


@pytest.mark.parametrize(
    ("language", "written", "told", "first"),
    [
        ("fi", "kokk", "1 kunta", "Kokkola"),
        ("fi", "KRISTINESTAD", "1 kunta", "Kristiinankaupunki"),
        ("sv", "karleby", "2 kommuner", "Karleby"),
        ("sv", "  mellersta   österbotten ", "8 kommuner", "Halso"),
        ("fi", "qqq", "0 kuntaa", ""),
    ],
)
def test_finding(
    browser: Browser, origin: str, tree: PageTree, language: str, written: str, told: str, first: str
) -> None:
    """What is written is looked for in names and regions, in letters of any case; the count is announced."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{origin}/{tree.get('site:municipalities', language).url}")
    assert page.inner_text("[role=status]") == ""
    page.fill("#plan-filter", written)
    assert page.inner_text("[role=status]") == told
    found = page.locator(SEEN)
    assert found.count() == int(told.split()[0])
    assert not first or found.first.inner_text().startswith(first)
    assert page.locator(".plan-filtered:visible").count() <= found.count()
    page.fill("#plan-filter", "")
    assert page.inner_text("[role=status]") == ""
    assert page.locator(SEEN).count() == len(tree.site.municipalities)
    page.close()


def test_without_a_script(browser: Browser, origin: str, tree: PageTree) -> None:
    """A field that would do nothing is not shown; the letters lead to every municipality."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/{tree.get('site:municipalities', 'sv').url}")
    assert not page.locator("#plan-filter").is_visible()
    assert page.locator(SEEN).count() == len(tree.site.municipalities)
    page.click(".plan-letters a:last-child >> text=Ö")
    assert page.locator("h2:target").inner_text() == "Ö"
    context.close()
