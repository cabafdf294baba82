"""The mark of a page that is behind, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.sizes import NARROW, WIDE
from browser.test_axe import MEASURE, RULES, RUN, violations
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = ("sv/ostra-nyland/exempelprojekt/pengar-och-risker", "fi/ita-uusimaa/esimerkkihanke/luettelot")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_the_mark_passes_axe(
    browser: Browser, behind_site: Path, axe: str, page: str, scheme: str, size: dict[str, int]
) -> None:
    """The mark is a region with a name, its link can be hit, and nothing around it scrolls sideways."""
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    view = context.new_page()
    view.goto((behind_site / page / "index.html").as_uri())
    mark = view.get_by_role("region").filter(has=view.locator("a[hreflang]"))
    assert mark.count() == 1
    box = mark.get_by_role("link").bounding_box()
    assert box
    assert box["height"] >= 24
    view.evaluate(axe)
    assert violations(view, RUN, [RULES, []]) + view.evaluate(MEASURE) == []
    view.emulate_media(media="print")
    assert mark.is_visible()
    context.close()
