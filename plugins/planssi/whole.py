"""A page as a part of a longer one: its headings lower, its ids its own, its links leading inside where they can.

A whole plan is long, and a page must stay light. So its pictures are left out, for their tables stand beside them; so
is what only editors need.

Flows in: the body of a page. Flows out: the same as a part of the page that holds a whole plan.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from .model import Plan
from .page import Page, PageKind
from .pages import PageTree
from .prose import mentions

TAGS = re.compile(r"<[^>]*>")
HEADING = re.compile(r"(</?h)([1-6])\b")
ID = re.compile(r'( id=")([^"]+)"')
NAMED = re.compile(r'( (?:aria-labelledby|aria-describedby|for|headers)=")([^"]+)"')
PAINTED = re.compile(r"(url\(#)([^)]+)\)")
HREF = re.compile(r'( href=")([^"]*)"')
REFERENCE = re.compile(r'#([^"\s)]+)[")]|aria-(?:labelledby|describedby)="([^"]+)"')
PICTURE = re.compile(r'<figure class="plan-picture.*?</figure>', re.DOTALL)
SOURCE = re.compile(r' data-source="[^"]*"')
ADDRESS = re.compile(r' data-address="[^"]*"')

LOWEST = 6
"""The lowest level of a heading."""


@dataclass(frozen=True)
class Part:
    """A page inside the page of the whole plan."""

    page: Page
    id: str
    level: int
    """Level of its first heading: 2 for a chapter, 3 for a measure, which stands in one."""
    html: str


def parts_of(plan_page: Page, tree: PageTree) -> tuple[Page, ...]:
    """Return the pages that make up the whole of a plan, in reading order: chapters, and measures in their chapter."""
    plan, language = plan_page.plan, plan_page.language
    if plan is None:
        return ()
    measures = tree.measures(plan, language)
    chapters = tree.chapters(plan, language)
    inside = {page.id: [measure for measure in measures if measure.parent == page.id] for page in chapters}
    placed = [page for chapter in chapters for page in (chapter, *inside[chapter.id])]
    return (*placed, *(measure for measure in measures if measure not in placed))


def told_in_chapters(plan: Plan, language: str) -> Mapping[str, frozenset[str]]:
    """Return the ids of the items that the chapters of a plan show, by kind: a measure need not show them again."""
    told: dict[str, frozenset[str]] = {}
    bodies = (chapter.texts[language].body for chapter in plan.chapters if language in chapter.texts)
    for mention in (mention for body in bodies for mention in mentions(body) if mention.kind == "block"):
        kind, *names = mention.text.split()
        if kind in plan.blocks:
            items = plan.blocks[kind].pick(tuple(names)).items
            told[kind] = told.get(kind, frozenset()) | {item.id for item in items}
    return told


def anchor(page: Page) -> str:
    """Return the id of a page inside the whole."""
    if page.kind is PageKind.MEASURE:
        return f"m-{page.measure}"
    return f"c-{page.chapter.id if page.chapter else page.id}"


def as_part(html: str, page: Page, whole: Page, anchors: Mapping[str, str], tree: PageTree) -> Part:
    """Return the body of a page as a part of the whole.

    Args:
        html: The body, with links as they are on the page.
        page: The page.
        whole: The page of the whole plan.
        anchors: The id of each part by the address of its page.
        tree: Every page.
    """
    own = anchor(page)
    level = 3 if page.kind is PageKind.MEASURE else 2

    def link(target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target
        if not parts.path:
            return f"#{own}--{parts.fragment}" if parts.fragment else f"#{own}"
        url = posixpath.normpath(posixpath.join(f"/{page.url}", parts.path)).lstrip("/")
        url += "/" * (parts.path.endswith("/") and bool(url))
        if url in anchors:
            return f"#{anchors[url]}" + f"--{parts.fragment}" * bool(parts.fragment)
        return tree.link(whole, url) + f"#{parts.fragment}" * bool(parts.fragment)

    def rewrite(match: re.Match[str]) -> str:
        tag = SOURCE.sub("", match[0])
        tag = HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + level - 1, LOWEST)}", tag)
        tag = ID.sub(lambda found: f'{found[1]}{own}--{found[2]}"', tag)
        tag = NAMED.sub(lambda found: found[1] + " ".join(f"{own}--{id}" for id in found[2].split()) + '"', tag)
        tag = PAINTED.sub(lambda found: f"{found[1]}{own}--{found[2]})", tag)
        tag = HREF.sub(lambda found: f'{found[1]}{link(found[2])}"', tag)
        return ADDRESS.sub("", tag) if ' href="#' in tag else tag

    return Part(page, own, level, TAGS.sub(rewrite, PICTURE.sub("", html)))


def without_idle_ids(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts without the ids to which nothing on the page refers."""
    parts = tuple(parts)
    met = {id for part in parts for found in REFERENCE.findall(part.html) for id in f"{found[0]} {found[1]}".split()}

    def kept(match: re.Match[str]) -> str:
        return match[0] if match[2] in met else ""

    return tuple(replace(part, html=ID.sub(kept, part.html)) for part in parts)
