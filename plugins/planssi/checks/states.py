"""Rules about languages: what is there in which, and that nothing is missing without a word to the reader.

A page is in a language as a whole, or as a summary that tells when the rest will come, or not at all, for a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import SUMMARY, Chapter, PageState, Plan, Site
from ..page import Page, PageKind
from ..pages import PageTree
from ..passages import differences
from ..prose import Piece
from ..shown import Shown
from ..source import Problem, Source, unknown_values


def check_states(site: Site) -> Iterator[Problem]:
    """Every plan and every chapter says how much of it there is in which language, and keeps to it."""
    for plan in site.plans:
        yield from _check_coverage(plan, site)
        for chapter in plan.chapters:
            yield from _check_chapter(chapter, plan, site)
    for chapter in site.chapters:
        yield from _check_chapter(chapter, None, site)


def _check_coverage(plan: Plan, site: Site) -> Iterator[Problem]:
    for code, coverage in plan.facts.languages.items():
        if code not in site.languages:
            at = plan.facts.place("languages", code)
            yield Problem(at, "unknown-language", {"key": code, "known": ", ".join(site.languages)})
        elif coverage.state is PageState.EXEMPT:
            if not (coverage.reason or "").strip():
                yield Problem(coverage.at, "exempt-without-reason", {"language": code})
        elif coverage.state is PageState.SUMMARY:
            if coverage.full is None and not site.language(code).optional:
                yield Problem(coverage.at, "summary-without-day", {"language": code})
            elif coverage.full and coverage.full < site.updated:
                yield Problem(coverage.place("full"), "full-version-late", {"day": coverage.full})
    codes = [code for code in site.languages if plan.state(site.language(code)) is PageState.FULL]
    if not codes:
        yield Problem(plan.facts.place("languages"), "nowhere-full", {"name": plan.id})


def _check_chapter(chapter: Chapter, plan: Plan | None, site: Site) -> Iterator[Problem]:
    for prose in chapter.texts.values():
        if prose.summary and prose.full is None and not site.language(prose.language).optional:
            yield Problem(prose.places["summary"], "summary-without-day", {"language": prose.language})
        elif prose.full and not prose.summary:
            yield Problem(prose.places["full"], "full-without-summary")
        elif prose.full and prose.full < site.updated:
            yield Problem(prose.places["full"], "full-version-late", {"day": prose.full})
        for code in prose.exempt:
            if code in chapter.texts:
                yield Problem(prose.places["exempt"], "exempt-but-there", {"file": chapter.texts[code].path})
            elif code not in site.languages:
                yield Problem(prose.places["exempt"], "unknown-language", unknown_values(code, site.languages))
            elif not prose.exempt[code].strip() or (chapter.id == SUMMARY and plan is not None):
                yield Problem(prose.places["exempt"], "exempt-without-reason", {"language": code})
    if chapter.texts and not chapter.whole:
        first = next(iter(chapter.texts.values()))
        yield Problem(first.places["summary"], "nowhere-full", {"name": chapter.id})


def check_sisters(site: Site, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Whole texts of a chapter have the same parts; told of files with which nothing else is wrong."""
    wrong = {problem.at.path for problem in problems}
    for chapter in (*site.chapters, *(chapter for plan in site.plans for chapter in plan.chapters)):
        if wrong.isdisjoint(prose.path for prose in chapter.texts.values()):
            for difference in differences(Chapter(chapter.id, chapter.order, chapter.whole)):
                here, there = difference.piece, difference.instead
                values = {"other": str(difference.there), "here": _said(here), "there": _said(there)}
                yield Problem(difference.here, "sisters-differ", values)


def _said(piece: Piece | None) -> str:
    """Return how an editor would recognise a piece: by its beginning."""
    if piece is None:
        return "–"
    words = piece.text.split("\n")[0] or piece.form
    return words if len(words) < 50 else f"{words[:48]}…"


def check_words_on_pages(site: Site) -> Iterator[Problem]:
    """Whatever a page shows is in its language; in full, the plans' own files are looked at when they are read."""
    shown = Shown(site)
    told: set[tuple[Source, str]] = set()
    for page in PageTree(site).pages:
        if page.kind not in (PageKind.CHOICE, PageKind.NOT_FOUND) and not _complete(page, site):
            for text in shown.texts(page):
                if page.language not in text and (text.at, page.language) not in told:
                    told.add((text.at, page.language))
                    yield Problem(text.at, "missing-on-page", {"language": page.language, "page": page.title})


def _complete(page: Page, site: Site) -> bool:
    """Whether every text that the page may show had to be in its language when it was read."""
    language = site.language(page.language)
    return not language.optional and (page.plan is None or page.plan.state(language) is PageState.FULL)
