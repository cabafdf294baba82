"""Rules about Markdown: headings, blocks, references to facts, links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Set
from urllib.parse import urlsplit

from ..blocks import KINDS
from ..fields import Text, records
from ..model import Chapter, Plan, Prose, Site
from ..overview import By, overview
from ..prose import BUILT_IN, FIGURE, Mention, language_of, mentions
from ..source import Problem, Source, unknown_values


def check_prose(site: Site, incomplete: Set[str]) -> Iterator[Problem]:
    """Everything that a text refers to exists."""
    files = incomplete | {prose.path for chapter, _ in _chapters(site) for prose in chapter.texts.values()}
    for chapter, plan in _chapters(site):
        for prose in chapter.texts.values():
            yield from _check_text(prose, plan, site, files)
    for plan in site.plans:
        for owner, found in ((plan, plan.facts), *((edition, edition.blocks) for edition in plan.editions)):
            for record in records(found):
                if isinstance(record, Text):
                    yield from _check_words(record, owner)


def _chapters(site: Site) -> Iterator[tuple[Chapter, Plan | None]]:
    for chapter in site.chapters:
        yield chapter, None
    for plan in site.plans:
        for chapter in plan.chapters:
            yield chapter, plan


def _check_text(prose: Prose, plan: Plan | None, site: Site, files: Set[str]) -> Iterator[Problem]:
    level = 1
    placed: set[str] = set()
    for mention in mentions(prose.body, prose.body_line):
        at = Source(prose.path, mention.line, mention.column)
        if mention.kind == "heading":
            given = len(mention.text)
            if given == 1 or given > level + 1:
                most = min(level + 1, 6)
                values = {"level": given, "levels": "2" if most == 2 else f"2–{most}", "mark": "#" * most}
                yield Problem(at, "heading-level", values)
            level = max(given, 2)
        elif mention.kind == "block":
            yield from _check_block(mention, at, plan)
            if mention.text in placed:
                yield Problem(at, "block-twice", {"name": mention.text})
            if not mention.text.startswith("source "):
                placed.add(mention.text)
        elif mention.kind == "figure":
            yield from _check_figure(mention.text, at, plan or site)
        elif mention.kind == "link":
            yield from _check_link(mention.text, at, files, prose.language)
        elif mention.kind == "mark" and language_of(mention.text) is None:
            yield Problem(at, "bad-mark", {"text": mention.text})
        elif mention.kind == "stray":
            yield Problem(at, "stray-notation", {"text": mention.text})
        elif mention.kind == "html":
            yield Problem(at, "raw-html", {"tag": mention.text})


def _check_block(mention: Mention, at: Source, plan: Plan | None) -> Iterator[Problem]:
    name, *arguments = mention.text.split()
    known = [*(KINDS if plan else ()), *(name for name, needs_plan in BUILT_IN.items() if plan or not needs_plan)]
    if name not in known:
        yield Problem(at, "unknown-block", unknown_values(name, known))
    elif plan is None:
        return
    elif name == "overview":
        yield from _check_overview(arguments, at, plan)
    elif name == "source":
        for argument in arguments or [""]:
            if argument not in plan.places:
                yield Problem(at, "unknown-place", unknown_values(argument, plan.places))
    elif name in KINDS:
        block = plan.blocks.get(name)
        if name in plan.unread:
            return
        if block is None:
            yield Problem(at, "empty-block", {"name": name})
            return
        for argument in arguments:
            if argument not in block.names:
                yield Problem(at, "unknown-name", unknown_values(argument, block.names))


def _check_overview(arguments: list[str], at: Source, plan: Plan) -> Iterator[Problem]:
    by = arguments[0] if len(arguments) == 1 else " ".join(arguments)
    if by not in list(By):
        yield Problem(at, "unknown-name", unknown_values(by, list(By)))
    elif not plan.unread and not overview(plan, By(by)):
        yield Problem(at, "empty-overview", {"by": by})


def _check_figure(name: str, at: Source, owner: Plan | Site) -> Iterator[Problem]:
    unread = owner.unread if isinstance(owner, Plan) else ()
    if name not in owner.figures and name.partition(".")[0] not in unread:
        yield Problem(at, "unknown-figure", unknown_values(name, owner.figures))


def _check_link(target: str, at: Source, files: Set[str], language: str) -> Iterator[Problem]:
    parts = urlsplit(target)
    if parts.scheme in {"https", "mailto", "tel"} or not (parts.scheme or parts.path):
        return
    path = posixpath.normpath(posixpath.join(posixpath.dirname(at.path), parts.path))
    if parts.scheme or path not in files:
        yield Problem(at, "dead-link", {"target": target})
    elif not path.endswith(f".{language}.md"):
        yield Problem(at, "link-to-other-language", {"target": target, "language": language})


def _check_words(text: Text, plan: Plan) -> Iterator[Problem]:
    for language, words in text.words.items():
        for match in FIGURE.finditer(words):
            yield from _check_figure(match["name"], text.place(language), plan)
