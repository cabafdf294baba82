"""Every page in a real browser: by keyboard, without script, without third parties."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser.sizes import NARROW, WIDE
from document import Document
from planssi.page import Page as OwnPage
from planssi.pages import PageTree
from playwright.sync_api import Browser, Page, Request, Response, expect

pytestmark = pytest.mark.browser

FOCUS = r"""() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  const x = Math.min(Math.max(r.x + r.width / 2, 0), innerWidth - 1);
  const seen = [.2, .5, .8].some(k => {
    const y = Math.min(Math.max(r.y + r.height * k, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return top && (top === e || e.contains(top) || top.contains(e));
  });
  return {
    tag: e.tagName, href: e.getAttribute('href') || '',
    name: (e.getAttribute('aria-label') || e.innerText || (e.labels && e.labels[0]?.innerText) || '').trim(),
    on: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    seen, ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
  };
}"""


def first_screens(tree: PageTree) -> list[OwnPage]:
    """Return the first screen of some plan in each language of the site."""
    found = [page for plan in tree.site.plans for page in tree.sisters_of_plan(plan)]
    return [next(page for page in found if page.language == code) for code in tree.site.languages]


def test_links_in_text_are_underlined(browser: Browser, origin: str, samples: tuple[OwnPage, ...]) -> None:
    """A link in the content or the footer is told by a line, not by its colour alone (WCAG 1.4.1).

    Menus in the content have no text around them, and may tell their links by frames.
    """
    page = browser.new_page(viewport=WIDE)
    seen = 0
    for own in samples:
        page.goto(f"{origin}/{own.url}")
        links = page.locator("main a[href]:not(nav *), footer a[href]")
        seen += links.count()
        plain = links.evaluate_all(
            """links => links.filter(a => !getComputedStyle(a).textDecorationLine.includes('underline'))
              .map(a => a.outerHTML)"""
        )
        assert plain == [], own.url
    page.close()
    assert seen > 500


def test_pages_ask_only_their_own_site(
    browser: Browser, origin: str, samples: tuple[OwnPage, ...], built_site: Path
) -> None:
    """No request fails, none goes elsewhere, and no script stumbles; what is asked for is what the page names."""
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    faults: list[str] = []
    requests: list[str] = []

    def asked(request: Request) -> None:
        requests.append(request.url)

    def answered(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.url}")

    page.on("request", asked)
    page.on("response", answered)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for own in samples:
        requests.clear()
        page.goto(f"{origin}/{own.url}", wait_until="load")
        assert all(url.startswith((origin, "data:")) for url in requests), requests
        asked_for = {urlsplit(url).path.strip("/") for url in requests if url.startswith(origin)}
        loaded = Document((built_site / own.path).read_text("utf-8")).loaded(own.path)
        assert asked_for - {own.url.strip("/")} <= loaded, own.url
    context.close()
    assert faults == []


def test_a_strict_policy_breaks_nothing(browser: Browser, origin: str, samples: tuple[OwnPage, ...]) -> None:
    """Under `default-src 'self'` no part of the site loses anything."""
    context = browser.new_context(viewport=WIDE)

    def with_policy(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        headers = {**response.headers, "content-security-policy": "default-src 'self'; base-uri 'self'"}
        route.fulfill(response=response, headers=headers)  # type: ignore[attr-defined]

    context.route("**/*", with_policy)
    page = context.new_page()
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error(e.blockedURI))")
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for own in samples:
        page.goto(f"{origin}/{own.url}")
    context.close()
    assert faults == []


def in_menu(tree: PageTree, first: OwnPage) -> tuple[OwnPage, ...]:
    """Return the pages that the menu of a plan leads to, by its first screen."""
    assert first.plan
    return (*tree.chapters(first.plan, first.language), *tree.shared(first.plan, first.language))


def tab_through(page: Page) -> list[dict[str, object]]:
    """Press Tab to the end of the page and return every stop."""
    stops = []
    for _ in range(page.locator("a[href], button, summary, [tabindex]").count() + 2):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        # After the last stop comes the window itself or, where it has nothing of its own, the first stop again.
        if stop is None or stop in stops[:1]:
            return stops
        stops.append(stop)
    raise AssertionError(f"the keyboard is trapped on {page.url}: {stops[-3:]}")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_the_keyboard_reaches_everything(
    browser: Browser, origin: str, samples: tuple[OwnPage, ...], size: dict[str, int]
) -> None:
    """The first stop is the skip link; every stop has a name and a ring, and is on the screen and uncovered.

    On a wide screen, where there is less that could cover a stop, every second sample is enough.
    """
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    page = context.new_page()
    for own in samples[:: 2 if size == WIDE else 1]:
        page.goto(f"{origin}/{own.url}")
        stops = tab_through(page)
        assert stops[0]["href"] == "#content", own.url
        faults = [stop for stop in stops if not (stop["name"] and stop["on"] and stop["seen"] and stop["ring"])]
        assert faults == [], own.url
    context.close()


def test_the_skip_link_skips(browser: Browser, origin: str, tree: PageTree) -> None:
    """After the skip link the next stop is inside the content."""
    page = browser.new_page(viewport=WIDE)
    for first in first_screens(tree):
        page.goto(f"{origin}/{first.url}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


def test_single_letters_do_nothing(browser: Browser, origin: str, tree: PageTree) -> None:
    """No letter or mark acts by itself (WCAG 2.1.4)."""
    page = browser.new_page(viewport=WIDE)
    chapter = tree.chapters(tree.site.plans[0], "fi")[2]
    page.goto(f"{origin}/{chapter.url}")
    before = (page.url, page.content(), page.evaluate("document.activeElement.tagName"))
    for key in "npfs.,/?hjkqrt":
        page.keyboard.press(key)
    assert (page.url, page.content(), page.evaluate("document.activeElement.tagName")) == before
    page.close()


def test_the_menu_opens_and_closes(browser: Browser, origin: str, tree: PageTree) -> None:
    """On a small screen the menu opens from the keyboard; Escape closes it and gives the focus back."""
    page = browser.new_page(viewport=NARROW)
    for first in first_screens(tree):
        assert first.plan
        page.goto(f"{origin}/{first.url}")
        menu = page.locator("details.menu")
        assert page.locator(".plan-nav a:visible").count() == 0
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        assert page.locator(".plan-nav a:visible").count() == len(in_menu(tree, first)) + 1
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.locator(".plan-nav a:visible").count() == 0
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_everything_works_without_script(browser: Browser, origin: str, tree: PageTree, size: dict[str, int]) -> None:
    """A reader without script reaches every page from the home page, opens the menu, and changes the language."""
    context = browser.new_context(viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/")
    assert page.locator("a:visible").count() >= len(tree.site.languages)
    for plan in first_screens(tree):
        assert plan.plan
        page.goto(f"{origin}/{plan.url}")
        assert page.locator("h1:visible").inner_text() == plan.title
        if size is NARROW:
            page.locator("details.menu summary").click()
        assert page.locator(".plan-nav a:visible").count() == len(in_menu(tree, plan)) + 1
        for code, sister in tree.sisters(plan).items():
            if code != plan.language:
                page.locator(f"header a[hreflang={code}]").click()
                expect(page.locator("h1:visible")).to_have_text(sister.title)
    context.close()


def test_a_wrong_address_is_answered(browser: Browser, origin: str, tree: PageTree) -> None:
    """At any depth the page for a wrong address is whole and leads home in every language."""
    page = browser.new_page(viewport=NARROW)
    response = page.goto(f"{origin}/sv/finns/inte/alls/")
    assert response is not None
    assert response.status == 404
    for language in tree.site.languages:
        assert page.locator(f"section[lang={language}] a[href$='/{language}/']").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.header__row')).display") == "flex"
    page.close()


@pytest.mark.parametrize(
    ("address", "offer", "table", "row"),
    [
        (
            "fi/keski-pohjanmaa/kestava-kasvu/kustannukset/",
            "Lataa taulukot",
            "Kustannukset pilareittain, investoinneittain ja osa-alueittain",
            "Kaikki kustannukset;8380270;100;1;",
        ),
        (
            "sv/mellersta-osterbotten/hallbar-tillvaxt/risker/",
            "Ladda ner tabeller",
            "Projektets risker",
            "R2. Ekonomiska risker;2;3;6 måttlig;",
        ),
    ],
)
def test_tables_are_downloaded_without_script(
    browser: Browser, origin: str, address: str, offer: str, table: str, row: str
) -> None:
    """From a phone: the list at the end of the page opens, and a link in it gives a file that holds the table."""
    context = browser.new_context(viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/{address}")
    page.get_by_text(offer, exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(rf"^{table} \(CSV, \d k[tB]\)$")).click()
    assert download.value.suggested_filename.endswith(".csv")
    assert f"\n{row}" in download.value.path().read_text("utf-8-sig")
    context.close()
