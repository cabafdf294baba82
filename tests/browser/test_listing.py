"""Filters of lists in a real browser: as links without script, in place with it; the way back, the focus, the count."""

from __future__ import annotations

from pathlib import Path

import pytest
from planssi.pages import PageTree
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
STATUS = "body > [role=status]"


def address_of(tree: PageTree, id: str, language: str) -> str:
    """Return the address of a list."""
    return tree.get(id, language).url


def stay(page: Page) -> None:
    """Mark the window, so that a page loaded anew can be told."""
    page.evaluate("() => { window.stayed = true }")


def stayed(page: Page) -> bool:
    """Whether the window is still the marked one."""
    return bool(page.evaluate("() => window.stayed === true"))


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_filter_leads_to_its_address(
    browser: Browser, origin: str, tree: PageTree, language: str, script: bool
) -> None:
    """From all measures to those for older people in one region: the same page and address with and without script."""
    context = browser.new_context(viewport=NARROW, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{origin}/{address_of(tree, 'site:measures', language)}")
    page.locator("#topic-older-people").click()
    older = f"{origin}/{address_of(tree, 'site:measures/of/older-people', language)}"
    page.wait_for_url(older)
    page.locator("#region-keski-pohjanmaa").click()
    both = tree.get("site:measures/of/older-people/in/keski-pohjanmaa", language)
    page.wait_for_url(f"{origin}/{both.url}")
    expect(page.locator("h1")).to_have_text(both.title)
    assert page.title().startswith(f"{both.title} – ")
    assert page.locator("main tbody tr").count() == len(both.listing.entries if both.listing else ())
    main = page.locator("main").inner_text()
    context.close()

    shared = browser.new_page(viewport=NARROW)
    shared.goto(f"{origin}/{both.url}")
    assert shared.locator("h1").inner_text() == both.title
    rows = shared.locator("main tbody tr").all_inner_texts()
    assert rows
    assert all(row.split("\n")[0] in main for row in rows)
    shared.close()


@pytest.mark.parametrize(
    ("language", "count"), [("fi", "4 toimenpidettä 3 suunnitelmassa."), ("sv", "4 åtgärder i 3 planer.")]
)
def test_a_filter_keeps_the_page(browser: Browser, origin: str, tree: PageTree, language: str, count: str) -> None:
    """Nothing is loaded anew, the focus stays on the filter, the count is announced, and going back brings all back."""
    page = browser.new_page()
    start = f"{origin}/{address_of(tree, 'site:measures', language)}"
    page.goto(start)
    status = page.locator(STATUS)
    assert (status.count(), status.inner_text()) == (1, "")
    stay(page)
    page.locator("#topic-older-people").focus()
    page.keyboard.press("Enter")
    older = tree.get("site:measures/of/older-people", language)
    page.wait_for_url(f"{origin}/{older.url}")
    expect(status).to_have_text(count)
    assert page.evaluate("document.activeElement.id") == "topic-older-people"
    assert page.locator("#topic-older-people").get_attribute("aria-current") == "true"
    assert page.locator("#topic-older-people").is_visible()
    other = "sv" if language == "fi" else "fi"
    there = tree.get(older.id, other)
    assert page.locator(f"header a[hreflang={other}]").evaluate("a => a.pathname") == f"/{there.url}"
    canonical = page.locator("link[rel=canonical]")
    assert canonical.get_attribute("href") == f"https://planssi.example/{older.url}"
    assert page.locator("footer a").first.evaluate("a => a.href").startswith(f"{origin}/{language}/")
    assert older.url in page.locator(".page-facts__citation").inner_text()
    assert stayed(page)

    page.go_back()
    page.wait_for_url(start)
    expect(page.locator("h1")).to_have_text(tree.get("site:measures", language).title)
    page.go_forward()
    page.wait_for_url(f"{origin}/{older.url}")
    expect(page.locator("h1")).to_have_text(older.title)
    assert stayed(page)
    page.reload()
    assert page.locator("h1").inner_text() == older.title
    assert not stayed(page)
    page.close()


def test_risks_are_filtered_in_place(browser: Browser, origin: str, tree: PageTree) -> None:
    """The same way serves risks; a second click on the current choice changes nothing, a link in the page neither."""
    page = browser.new_page(viewport=NARROW)
    page.goto(f"{origin}/{address_of(tree, 'site:risks', 'fi')}")
    stay(page)
    page.locator("#region-keski-pohjanmaa").click()
    page.wait_for_url(f"{origin}/{address_of(tree, 'site:risks/in/keski-pohjanmaa', 'fi')}")
    length = page.evaluate("history.length")
    page.locator("#region-keski-pohjanmaa").click()
    page.evaluate("() => { location.hash = 'content' }")
    page.go_back()
    assert stayed(page)
    assert page.evaluate("history.length") == length + 1
    expect(page.locator("h1")).to_have_text("Riskit: Keski-Pohjanmaa")
    page.locator("#region-all").click()
    page.wait_for_url(f"{origin}/{address_of(tree, 'site:risks', 'fi')}")
    assert stayed(page)
    page.close()


@pytest.mark.parametrize("answer", ["nothing", "error", "other page"])
def test_a_failure_falls_back_to_the_link(browser: Browser, origin: str, tree: PageTree, answer: str) -> None:
    """Where the page cannot be fetched, the browser goes there as without script."""
    page = browser.new_page()
    page.goto(f"{origin}/{address_of(tree, 'site:measures', 'fi')}")
    stay(page)

    def spoil(route: Route) -> None:
        if route.request.resource_type != "fetch":
            route.continue_()
        elif answer == "nothing":
            route.abort()
        elif answer == "error":
            route.fulfill(status=500, body="")
        else:
            route.fulfill(status=200, content_type="text/html", body="<p>Hups</p>")

    page.route("**/*", spoil)
    older = tree.get("site:measures/of/older-people", "fi")
    page.locator("#topic-older-people").click()
    page.wait_for_url(f"{origin}/{older.url}")
    expect(page.locator("h1")).to_have_text(older.title)
    assert not stayed(page)
    page.close()


def test_only_a_plain_click_is_taken_over(browser: Browser, origin: str, tree: PageTree) -> None:
    """A click with a key held opens a window of its own, as with any link."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{origin}/{address_of(tree, 'site:measures', 'fi')}")
    with context.expect_page() as opened:
        page.locator("#topic-older-people").click(modifiers=["ControlOrMeta"])
    expect(opened.value.locator("h1")).to_have_text("Toimenpiteet: Ikääntyneet")
    assert page.url.endswith(address_of(tree, "site:measures", "fi"))
    context.close()


def test_the_last_of_two_quick_clicks_wins(browser: Browser, origin: str, tree: PageTree, built_site: Path) -> None:
    """An answer that comes late does not take the place of the page that was asked for after it."""
    page = browser.new_page()
    page.goto(f"{origin}/{address_of(tree, 'site:measures', 'fi')}")
    slow = address_of(tree, "site:measures/of/older-people", "fi")
    held: list[Route] = []
    page.route(f"**/{slow}", lambda route: held.append(route))
    page.locator("#topic-older-people").click()
    page.locator("#topic-families").click()
    families = tree.get("site:measures/of/families", "fi")
    page.wait_for_url(f"{origin}/{families.url}")
    for route in held:
        route.fulfill(body=(built_site / slow / "index.html").read_text("utf-8"), content_type="text/html")
    page.wait_for_timeout(300)
    assert page.url == f"{origin}/{families.url}"
    assert page.locator("h1").inner_text() == families.title
    page.close()


def test_pages_without_filters_have_no_status(browser: Browser, origin: str, tree: PageTree) -> None:
    """The script leaves other pages alone."""
    page = browser.new_page()
    page.goto(f"{origin}/{tree.get('home', 'fi').url}")
    assert page.locator(STATUS).count() == 0
    page.close()
