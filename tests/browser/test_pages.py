"""Every page in a real browser: with axe, by keyboard, without script, narrow, dark, printed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from document import Document
from planssi.page import Page as OwnPage
from planssi.page import PageKind
from planssi.pages import PageTree
from playwright.sync_api import Browser, Page, Request, Response
from pypdf import PdfReader

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
"""320 px is also what a reader sees who enlarges 1280 px four times (WCAG 1.4.10)."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SEEN = ["color-contrast", "link-in-text-block", "target-size"]
"""Rules that look at the page as it is painted, which takes most of axe's time."""

PAINTED = ["color-contrast", "link-in-text-block"]
"""Those that a colour scheme can change."""

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
    name: (e.getAttribute('aria-label') || e.innerText || '').trim(),
    on: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    seen, ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
  };
}"""


def first_screens(tree: PageTree) -> list[OwnPage]:
    """Return the first screen of some plan in each language of the site."""
    found = [page for plan in tree.site.plans for page in tree.sisters_of_plan(plan)]
    return [next(page for page in found if page.language == code) for code in tree.site.languages]


def violations(page: Page, script: str, rules: object) -> list[str]:
    """Run axe, and return each rule with the element that breaks it."""
    result = page.evaluate(script, rules)
    return [f"{v['id']}: {n['html']}" for v in result["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_every_page_passes_axe(
    browser: Browser, origin: str, tree: PageTree, samples: tuple[OwnPage, ...], axe: str, size: dict[str, int]
) -> None:
    """No rule of WCAG or of good practice is broken, nothing scrolls sideways, and every target is large enough.

    Pages that together show every part of the site are looked at in each size, and in one of them in dark colours, too.
    The others, whose colours are then proved, are looked at in one size, without the rules on what is painted.
    """
    turn = [WIDE, NARROW].index(size)
    context = browser.new_context(viewport=size, bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for own in dict.fromkeys([*samples, *tree.pages[turn::2]]):
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
    """The first stop is the skip link; every stop has a name and a ring, and is on the screen and uncovered."""
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    page = context.new_page()
    for own in samples:
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
        assert page.locator(".plan-nav a:visible").count() == len(tree.chapters(first.plan, first.language)) + 1
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
        assert page.locator(".plan-nav a:visible").count() == len(tree.chapters(plan.plan, plan.language)) + 1
        for code, sister in tree.sisters(plan).items():
            if code != plan.language:
                page.locator(f"header a[hreflang={code}]").click()
                assert page.locator("h1:visible").inner_text() == sister.title
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


def test_printing_loses_nothing(browser: Browser, origin: str, tree: PageTree, built_site: Path) -> None:
    """On A4 paper every table has all its columns, its header, and each cell inside the page."""
    context = browser.new_context(viewport={"width": 688, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    with_tables = [own for own in tree.pages if "<table" in (built_site / own.path).read_text("utf-8")]
    assert len(with_tables) > 10
    for own in with_tables:
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


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => entry.value)))
    .observe({type: 'layout-shift', buffered: true});
}"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_nothing_moves_while_a_page_comes(
    browser: Browser, origin: str, samples: tuple[OwnPage, ...], size: dict[str, int]
) -> None:
    """From the first paint to the end of loading, and on the way down the page, nothing changes its place by itself."""
    page = browser.new_page(viewport=size)
    page.add_init_script(f"({SHIFTS})()")
    moved = {}
    for own in samples:
        page.goto(f"{origin}/{own.url}", wait_until="load")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if shift := page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)"):
            moved[own.url] = shift
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.wait_for_timeout(100)
    page.evaluate("document.body.prepend(document.querySelector('main').cloneNode(true))")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)") > 0, "the measure sees a page that moves"
    page.close()
    assert moved == {}
