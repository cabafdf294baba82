"""The built site, asked what a reader would ask of it."""

from __future__ import annotations

import gzip
import posixpath
import re
import shutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from babel.messages.pofile import read_po
from bench.weight import weights
from building import ROOT, build
from document import Document
from planssi.checks import check_site
from planssi.loader import load_site
from planssi.localizer import LOCALES
from planssi.page import Page, PageKind
from planssi.pages import PageTree


@pytest.fixture(scope="session")
def documents(built_site: Path, tree: PageTree) -> dict[Page, Document]:
    """Every page of the built site."""
    return {page: Document((built_site / page.path).read_text("utf-8")) for page in tree.pages}


def test_the_site_holds_these_pages_and_no_others(built_site: Path, tree: PageTree) -> None:
    """Every page is there, and nothing of the theme that no page uses."""
    html = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    assert html == {page.path for page in tree.pages}
    assets = {path.name for path in (built_site / "assets").rglob("*") if path.is_file()}
    assert assets == {"planssi.css", "planssi.js", "icon.svg", "eu-emblem.svg"}
    assert not list(built_site.rglob("*.md")) + list(built_site.rglob("*.yaml"))


def test_every_page_says_its_language_and_name(documents: dict[Page, Document], tree: PageTree) -> None:
    """One language, one main heading, one main part, a title and a description of its own."""
    for page, document in documents.items():
        assert document.one("html")["lang"] == page.language
        assert document.one("main")["id"] == "content"
        assert len(document.all("h1")) == 1, page.url
        levels = [int(e[""][1]) for e in document.elements if re.fullmatch(r"h[1-6]", e[""])]
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.url
        assert document.all("a")[0]["href"] == "#content"
    for language in tree.site.languages:
        own = {page: document for page, document in documents.items() if page.language == language}
        for texts in (
            [document.all("title")[0]["text"] for document in own.values()],
            [m["content"] for page, d in own.items() for m in d.all("meta") if m.get("name") == "description"],
        ):
            assert len(texts) == len(own)
            assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_every_link_leads_somewhere(documents: dict[Page, Document], built_site: Path) -> None:
    """Links inside the site reach a file, and a part of it where they name one; others are https, mail or telephone."""
    ids = {page.path: {e["id"] for e in document.elements if "id" in e} for page, document in documents.items()}
    for page, document in documents.items():
        for element in document.elements:
            address = element.get("href") or element.get("src")
            if not address or element.get("rel") in ("canonical", "alternate"):
                continue
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme in ("https", "mailto", "tel"), address
                assert element[""] == "a", f"{page.url} loads {address}"
                continue
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page.path), unquote(parts.path or "")))
            if not parts.path:
                path = f"/{page.path}"
            file = built_site / path.strip("/")
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), f"{page.url}: {address}"
            if parts.fragment:
                assert parts.fragment in ids[file.relative_to(built_site).as_posix()], f"{page.url}: {address}"


def test_the_language_link_leads_to_the_same_page(documents: dict[Page, Document], tree: PageTree) -> None:
    """Each page links to its sisters, in their own language, and the sisters link back; else to the nearest page."""
    for page, document in documents.items():
        if page.kind in (PageKind.CHOICE, PageKind.NOT_FOUND):
            continue
        sisters = tree.sisters(page)
        for code in tree.site.languages:
            links = [a for a in document.all("a") if a.get("hreflang") == code and "header" in a["in"]]
            if code == page.language:
                assert not links
                continue
            (link,) = links
            there = sisters.get(code) or tree.nearest(page, code)
            assert link["lang"] == code
            assert posixpath.normpath(posixpath.join(page.url, link["href"])) + "/" == there.url
            words = tree.site.language(code).switch
            assert (link["text"] == words) if code in sisters else link["text"].startswith(f"{words}: ")


def test_search_engines_are_told_of_every_language(documents: dict[Page, Document], tree: PageTree) -> None:
    """Alternates are whole addresses, name the page itself and the choice page, and are the same on all sisters."""
    root = "https://planssi.example/"
    for page, document in documents.items():
        found = {e["hreflang"]: e["href"] for e in document.all("link") if "hreflang" in e}
        if page.kind is PageKind.NOT_FOUND:
            assert found == {}
            assert any(m.get("name") == "robots" for m in document.all("meta"))
        elif page.kind is not PageKind.CHOICE:
            sisters = {code: root + sister.url for code, sister in tree.sisters(page).items()}
            assert found == {**sisters, "x-default": root}


def test_every_page_tells_its_facts(documents: dict[Page, Document], tree: PageTree) -> None:
    """Who answers, how to cite the page in one piece of text, and on pages of a plan its source and its version."""
    for page, document in documents.items():
        facts = [e for e in document.elements if e.get("class") == "page-facts"]
        if page.kind in (PageKind.CHOICE, PageKind.NOT_FOUND):
            assert not facts
            continue
        (section,) = facts
        text = " ".join(section["text"].split())
        (citation,) = [e for e in document.elements if e.get("class") == "page-facts__citation"]
        address = f"https://planssi.example/{page.url}"
        site, said = tree.site.facts, " ".join(citation["text"].split())
        assert said.endswith(f" {address}")
        parts = [page.title, site.publisher[page.language], str(page.updated.year)]
        if page.plan:
            plan = page.plan.facts
            parts = [plan.owner[page.language], plan.title[page.language], *parts]
            for source in (*(paper.title for paper in plan.documents), page.plan.version.label):
                assert source[page.language] in text, page.url
        assert [part for part in parts if part not in said] == [], page.url
        contact = (page.plan.facts.contact if page.plan else None) or site.contact
        assert contact.unit[page.language] in text
        links = [unquote(a["href"]) for a in document.all("a") if "section" in a["in"]]
        (feedback,) = [link for link in links if link.startswith("mailto:") and "?subject=" in link]
        assert page.title in feedback
        assert f"{address}\r\n" in feedback
        assert f": {tree.site.language(page.language).name}\r\n" in feedback


def test_a_page_tells_what_versions_changed_on_it(documents: dict[Page, Document]) -> None:
    """Only the chapter on the costs of Vantaa and Kerava shows what version 2.0 changed, and it leads there."""
    found = {
        page: " ".join(section["text"].split())
        for page, document in documents.items()
        for section in document.elements
        if section.get("class") == "page-facts" and page.kind is PageKind.CHAPTER
    }
    telling = {page.url: text for page, text in found.items() if re.search(r"\d+ (muutos|ändring)", text)}
    assert sorted(telling) == [
        "fi/vantaa-kerava/rakenneuudistus/kustannukset/",
        "sv/vanda-kervo/strukturreformen/kostnader/",
    ]
    assert "Versio 2.0 (päivitetty): 9 muutosta" in telling["fi/vantaa-kerava/rakenneuudistus/kustannukset/"]
    assert ": 9 ändringar" in telling["sv/vanda-kervo/strukturreformen/kostnader/"]


def test_changes_can_be_followed(documents: dict[Page, Document], built_site: Path) -> None:
    """Pages of plans and regions lead to a feed in their language, in the head and in words; others to none.

    The page of what changed names it at its top, too.
    """
    for page, document in documents.items():
        head = [link for link in document.all("link") if link.get("type") == "application/atom+xml"]
        words = [a for a in document.all("a") if a.get("type") == "application/atom+xml"]
        followed = page.plan is not None or page.kind is PageKind.REGION
        assert len(head) == followed, page.url
        assert len(words) == followed + (page.kind is PageKind.CHANGES), page.url
        for link in (*head, *words):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link["href"]))
            feed = (built_site / path).read_text("utf-8")
            assert f'xml:lang="{page.language}"' in feed
        if words:
            assert "(Atom)" in words[0]["text"]
            assert head[0]["title"] in feed.replace("&amp;", "&")


def test_the_sitemap_lists_every_page(built_site: Path, tree: PageTree) -> None:
    """Each page with its sisters, for search engines; and a page that lists every page, for people."""
    text = (built_site / "sitemap.xml").read_text("utf-8")
    for page in tree.pages:
        listed = f"<loc>https://planssi.example/{page.url}</loc>" in text
        # Search engines get the chapters of a plan, and not all of them once more on one page.
        assert listed == (page.kind not in (PageKind.NOT_FOUND, PageKind.WHOLE)), page.url
    listed_sisters = {
        address: dict(re.findall(r'hreflang="(.*?)" href="(.*?)"', entry))
        for address, entry in re.findall(r"<loc>(.*?)</loc>(.*?)</url>", text, re.DOTALL)
    }
    for address, sisters in listed_sisters.items():
        assert address in sisters.values() or not sisters
        assert all(listed_sisters[sister] == sisters for sister in sisters.values())
    for language in tree.site.languages:
        page = tree.get("site:sitemap", language)
        document = Document((built_site / page.path).read_text("utf-8"))
        links = {
            posixpath.normpath(posixpath.join(page.url, a["href"])) + "/" for a in document.all("a") if "href" in a
        }
        listed = [p for p in tree.pages if p.language == language and p.on_maps and p.kind is not PageKind.CHOICE]
        assert links >= {p.url for p in listed}
        assert not links & {p.url for p in tree.pages if p.listing and p.listing.narrowed_twice}


def test_tables_say_what_they_hold(documents: dict[Page, Document]) -> None:
    """Every table has a caption, every header a scope, every row a header, and no header is empty."""
    count = 0
    for page, document in documents.items():
        tables = document.all("table")
        assert len(tables) == len(document.all("caption")), page.url
        count += len(tables)
        for header in document.all("th"):
            assert header["scope"] in ("col", "row"), page.url
            assert header["text"].strip(), page.url
    assert count > 10


def test_pictures_have_words(documents: dict[Page, Document]) -> None:
    """Every drawing is named and described, or is decoration."""
    for page, document in documents.items():
        ids = {e["id"]: e["text"] for e in document.elements if "id" in e}
        for drawing in document.all("svg"):
            if " svg" in f" {drawing['in']}" or drawing.get("aria-hidden") or "summary" in drawing["in"]:
                continue
            assert drawing["role"] == "img", page.url
            assert all(ids[name].strip() for name in drawing["aria-labelledby"].split()), page.url


def test_no_page_needs_inline_scripts_or_styles(documents: dict[Page, Document]) -> None:
    """A policy of `default-src 'self'` breaks nothing."""
    for page, document in documents.items():
        assert not document.all("style"), page.url
        assert not [e for e in document.elements if "style" in e or any(name.startswith("on") for name in e)], page.url
        assert all("src" in s or s.get("type") == "application/ld+json" for s in document.all("script")), page.url


def test_every_page_is_light(documents: dict[Page, Document], built_site: Path) -> None:
    """A page and all that it loads weigh at most 100 kB when compressed."""
    found = weights(built_site)
    assert found.keys() == {page.path for page in documents}
    assert {path: weight for path, weight in found.items() if weight > 100_000} == {}
    style = len(gzip.compress((built_site / "assets/planssi/planssi.css").read_bytes(), 6))
    alone = {path: len(gzip.compress((built_site / path).read_bytes(), 6)) for path in found}
    assert all(weight > alone[path] + style for path, weight in found.items()), "what a page loads is counted, too"


def test_nothing_moves_while_a_page_loads(documents: dict[Page, Document]) -> None:
    """A picture has its place before it is there, and a page waits for no script and no type of its own."""
    for page, document in documents.items():
        assert all({"width", "height"} <= image.keys() for image in document.all("img")), page.url
        assert all("defer" in script for script in document.all("script") if "src" in script), page.url
    assert "@font-face" not in (ROOT / "overrides/assets/planssi/planssi.css").read_text("utf-8")


def test_help_has_its_place(documents: dict[Page, Document], tree: PageTree) -> None:
    """On every page the footer leads to the same pages in the same order, and a mail stands last (WCAG 3.2.6)."""
    for page, document in documents.items():
        both = page.kind is PageKind.CHOICE or page.id == "not-found"
        languages = tree.site.languages if both else [page.language]
        helpful = [
            tree.get(f"site:{name}", language).url
            for language in languages
            for name in ("about", "accessibility", "feedback", "terms", "status", "sitemap")
        ]
        links = [a for a in document.all("a") if "footer" in a["in"].split()]
        assert document.all("a")[-len(links) :] == links, page.url
        reached = [posixpath.normpath(posixpath.join("/", page.url, a["href"])).strip("/") + "/" for a in links]
        assert reached == helpful, page.url
        if page.kind not in (PageKind.CHOICE, PageKind.NOT_FOUND):
            last = [a for a in document.all("a") if "main" in a["in"].split()][-1]
            assert last["href"].startswith(f"mailto:{tree.site.facts.contact.email}?"), page.url


def test_every_page_of_a_funded_plan_shows_the_union(documents: dict[Page, Document]) -> None:
    """The emblem and the statement stand on each page of a plan that the Union funds, in the page's language."""
    for page, document in documents.items():
        images = [image for image in document.all("img") if image["src"].endswith("eu-emblem.svg")]
        publicities = page.plan.publicities if page.plan else ()
        assert len(images) == len(publicities), page.url
        for image, publicity in zip(images, publicities, strict=True):
            assert image["alt"] == publicity.statement[page.language]
            assert publicity.statement[page.language] in document.one("footer")["text"]


def test_english_pages(documents: dict[Page, Document], built_site: Path) -> None:
    """In English there are the pages about the site and a summary of one plan; they say that the Union funds it."""
    plan = "en/east-uusimaa/sustainable-growth-4"
    of_plan = {f"{plan}/index.html", f"{plan}/short-and-simple/index.html"}
    names = ("about", "accessibility", "feedback", "sitemap", "translation-status", "word-list", "east-uusimaa")
    about = {f"en/{name}/index.html" for name in names}
    found = {path.relative_to(built_site).as_posix() for path in built_site.glob("en/**/*.html")}
    assert found == {"en/index.html", "en/404.html", *about, *of_plan}
    for page, document in documents.items():
        if page.language == "en":
            stated = "Funded by the European Union – NextGenerationEU" in document.one("footer")["text"]
            assert stated == (page.path in of_plan), page.url
        elif page.path not in ("index.html", "404.html"):
            assert "en" not in {a["lang"] for a in document.all("a") if "lang" in a and "header" not in a["in"]}
    (first,) = (document for page, document in documents.items() if page.path == f"{plan}/index.html")
    text = " ".join(first.one("main")["text"].split())
    for words in ("This is a summary.", "25 April 2024", "76 000 €", "about 45 000 €", "spring 2024 – December 2025"):
        assert words in text
    note = [a for a in first.all("a") if a["in"].endswith("aside p") and "hreflang" in a]
    assert [(a["lang"], posixpath.normpath(posixpath.join(plan, a["href"]))) for a in note] == [
        ("fi", "fi/ita-uusimaa/kestava-kasvu-4"),
        ("sv", "sv/ostra-nyland/hallbar-tillvaxt-4"),
    ]


def test_the_status_names_plans_that_are_not_in_english(documents: dict[Page, Document], tree: PageTree) -> None:
    """In English, too, every plan is listed; what has no English name stands in Finnish, marked as such."""
    (document,) = (document for page, document in documents.items() if page.path == "en/translation-status/index.html")
    captions = [" ".join(caption["text"].split()) for caption in document.all("caption")]
    marked = {e["text"] for e in document.all("span") if e.get("lang") == "fi"}
    for plan, caption in zip(tree.site.plans, captions, strict=False):
        title = plan.facts.title
        assert caption == title["en" if "en" in title else "fi"]
        assert ("en" in title) == (caption not in marked)
    assert "not in this language" in document.one("main")["text"]
    (word_list,) = (document for page, document in documents.items() if page.path == "en/word-list/index.html")
    terms = [dt for dt in word_list.all("dt") if "section" not in dt["in"].split()]
    assert [" ".join(term["text"].split()) for term in terms] == sorted(
        (
            f"{term.term['en']} (RRF)" if "en" in term.short else term.term["en"]
            for term in tree.site.terms
            if term.is_in("en")
        ),
        key=str.lower,
    )


def test_english_pages_speak_english(documents: dict[Page, Document]) -> None:
    """No word of the interface is left in Finnish or Swedish."""
    catalogues = [catalogue_entries(language) for language in ("fi", "sv")]
    foreign = {word for entries in catalogues for word in entries} - {
        message for entries in catalogues for message in entries.values()
    }
    assert {"Siirry sisältöön", "Valikko", "Meny"} <= foreign
    count = 0
    for page, document in documents.items():
        if page.language != "en":
            continue
        marked = {
            element["text"].strip() for element in document.elements if "lang" in element and element[""] != "html"
        }
        for element in document.elements:
            said = {element["text"].strip(), *(element.get(name, "") for name in ("aria-label", "alt", "title"))}
            assert not (said - marked) & foreign, (page.url, said & foreign)
            count += 1
    assert count > 500


def catalogue_entries(language: str) -> dict[str, str]:
    """Return the message in English by what it is in a language; of those that count, only the form of one."""
    with (LOCALES / language / "LC_MESSAGES" / "planssi.po").open("rb") as file:
        found = read_po(file, locale=language)
    texts = [(m.string, m.id) if isinstance(m.id, str) else (m.string[0], m.id[0]) for m in found if m.id]
    return {str(text).strip(): str(id) for text, id in texts}


def test_every_page_says_that_it_is_a_demonstration(documents: dict[Page, Document], tree: PageTree) -> None:
    """The footer says what the site is, in the page's language."""
    demonstration = tree.site.facts.demonstration
    assert demonstration is not None
    for page, document in documents.items():
        assert demonstration[page.language] in document.one("footer")["text"]


def test_every_fact_shows_its_line(documents: dict[Page, Document]) -> None:
    """A block tells which line of which file made it, and the line is there."""
    seen = set()
    for document in documents.values():
        for element in document.elements:
            if "data-source" in element:
                path, _, line = element["data-source"].rpartition(":")
                assert len((ROOT / path).read_text("utf-8").splitlines()) >= int(line)
                seen.add(path)
    assert len(seen) > 8


def test_navigation_knows_one_plan(documents: dict[Page, Document], tree: PageTree) -> None:
    """The menu of a page holds its own plan and the way up, and marks where the reader is."""
    for page, document in documents.items():
        if not page.plan:
            continue
        inside = {
            page.url for page in (tree.of_plan(page.plan, page.language), *tree.chapters(page.plan, page.language))
        }
        menus = [a for a in document.all("a") if "nav" in a["in"]]
        reached = {posixpath.normpath(posixpath.join(page.url, a["href"])) + "/" for a in menus}
        assert inside <= reached
        foreign = [other.url for other in tree.pages if other.plan and other.plan is not page.plan]
        assert not reached & set(foreign)
        assert [a for a in menus if a.get("aria-current") == "page"]


def test_the_same_content_gives_the_same_bytes(built_site: Path, tmp_path: Path) -> None:
    """A second build is byte for byte the first, compressed files included."""
    assert build(ROOT, tmp_path / "again").returncode == 0
    first = {p.relative_to(built_site): p.read_bytes() for p in sorted(built_site.rglob("*")) if p.is_file()}
    again = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert first.keys() == again.keys()
    assert [path for path in first if first[path] != again[path]] == []
    assert gzip.decompress(first[Path("sitemap.xml.gz")]) == first[Path("sitemap.xml")]


def test_the_fork_builds_the_same_site(built_site: Path, tmp_path: Path) -> None:
    """ProperDocs, the maintained fork of MkDocs, makes the same pages."""
    result = build(ROOT, tmp_path / "fork", builder="properdocs")
    assert result.returncode == 0, result.stdout + result.stderr
    for path in built_site.rglob("*.html"):
        assert (tmp_path / "fork" / path.relative_to(built_site)).read_bytes() == path.read_bytes()


def test_publishing_below_a_path(built_site: Path, tmp_path: Path, tree: PageTree) -> None:
    """A site below a path links only inside itself; the page for a wrong address knows the path."""
    result = build(
        ROOT, tmp_path / "below", PLANSSI_SITE_URL="https://pages.example/county/plans/", PLANSSI_PREVIEW="true"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    for page in tree.pages:
        document = Document((tmp_path / "below" / page.path).read_text("utf-8"))
        links = [e.get("href") or e.get("src") or "" for e in document.elements if e[""] in ("a", "script", "img")]
        absolute = [link for link in links if link.startswith("/")]
        if page.kind is PageKind.NOT_FOUND:
            assert absolute
            assert all(link.startswith("/county/plans/") for link in absolute)
        else:
            assert not absolute, page.url
        assert any(m.get("content") == "noindex" for m in document.all("meta")), "a preview stays out of search engines"


def site_copy(folder: Path) -> Path:
    """Copy what a site is made of into a folder and return it."""
    for name in ("content", "data", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def test_a_site_with_errors_is_not_published(tmp_path: Path) -> None:
    """The build names every problem and stops; the old site stays as it was, and nobody sees a traceback."""
    root = site_copy(tmp_path / "root")
    plan = root / "content/plans/ita-uusimaa/kestava-kasvu-4"
    budget = (plan / "budget.yaml").read_text("utf-8")
    (plan / "budget.yaml").write_text(budget.replace("    source: plan", "    sourse: plan", 1), "utf-8")
    (plan / "60-risks.sv.md").unlink()
    old = tmp_path / "site"
    old.mkdir()
    (old / "index.html").write_text("old", "utf-8")
    result = build(root, old, PLANSSI_LANG="fi")
    output = result.stdout + result.stderr
    assert result.returncode == 1
    assert "content/plans/ita-uusimaa/kestava-kasvu-4/budget.yaml:" in output
    assert "tuntematon avain 'sourse' " in output or "tuntematon avain 'sourse'." in output
    assert "content/plans/ita-uusimaa/kestava-kasvu-4/60-risks.fi.md:1:1" in output
    assert "Traceback" not in output
    assert [path.name for path in old.iterdir()] == ["index.html"]
    assert (old / "index.html").read_text("utf-8") == "old"


def test_a_change_shows_in_every_language(tmp_path: Path, tree: PageTree) -> None:
    """A number is written once: change it, and every page that tells it follows, in each language."""
    root = site_copy(tmp_path / "root")
    file = root / "content/plans/ita-uusimaa/kestava-kasvu-4/budget.yaml"
    text = file.read_text("utf-8")
    assert text.count("76000") == 1
    file.write_text(text.replace("76000", "98765"), "utf-8")
    assert build(root, tmp_path / "site").returncode == 0
    plan = next(plan for plan in tree.site.plans if file.is_relative_to(root / plan.folder))
    for language in tree.site.languages:
        pages = [tree.of_plan(plan, language), *tree.chapters(plan, language)]
        texts = [(tmp_path / "site" / page.path).read_text("utf-8") for page in pages]
        assert sum("98\u00a0765\u00a0€" in text for text in texts) >= 2
        assert not any("76\u00a0000" in text for text in texts)


def test_the_day_of_the_site_is_given(built_site: Path, tmp_path: Path, tree: PageTree) -> None:
    """Timelines mark the day of the content, or the one that the environment gives; never that of the build."""
    result = build(ROOT, tmp_path / "site", SOURCE_DATE_EPOCH="1719835200")
    assert result.returncode == 0, result.stdout + result.stderr
    for language, words in (("fi", "Tilanne 1.7.2024"), ("sv", "Läget 1.7.2024")):
        pages = [page for page in tree.pages if page.language == language]
        assert any(words in (tmp_path / "site" / page.path).read_text("utf-8") for page in pages)
        assert not any(words in (built_site / page.path).read_text("utf-8") for page in pages)
    result = build(ROOT, tmp_path / "other", SOURCE_DATE_EPOCH="tomorrow", PLANSSI_LANG="fi")
    assert result.returncode == 1
    assert "'tomorrow'" in result.stderr
    assert "Traceback" not in result.stderr


def test_verify_finds_a_page_that_the_builder_left_out(built_site: Path, tmp_path: Path) -> None:
    """A builder that knows no plugins would publish an empty site in silence; `planssi verify` does not let it."""
    folder = tmp_path / "site"
    shutil.copytree(built_site, folder)
    command = [sys.executable, "-m", "planssi", "verify", str(folder), "--root", str(ROOT)]
    assert subprocess.run(command, check=False).returncode == 0
    (folder / "sv" / "index.html").unlink()
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 1
    assert "sv/index.html" in result.stdout


def test_the_real_content_has_no_problems() -> None:
    """What is in the repository can be published."""
    assert check_site(load_site(ROOT)) == ()
