"""Rules about what nothing uses: places in the sources, names inside a file, and facts that no page shows.

A misspelt name would be told twice, as unknown and as unused; so these are told of a plan with which nothing else is
wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..blocks import KINDS
from ..blocks.measures import Measures
from ..fields import records
from ..model import Block, Nothing, PageState, Plan, Site
from ..prose import mentions
from ..source import Problem, Severity, Source


def check_unused(site: Site, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Everything that a plan holds is used somewhere."""
    wrong = {problem.at.path for problem in problems}
    for plan in site.plans:
        if not any(path.startswith(f"{plan.folder}/") for path in wrong):
            placed = _placed(plan, site)
            yield from _check_places(plan, placed)
            yield from _check_names(plan)
            yield from _check_shown(plan, placed)


def _warning(at: Source, code: str, **values: object) -> Problem:
    return Problem(at, code, values, Severity.WARNING)


def _placed(plan: Plan, site: Site) -> Mapping[str, list[list[str]]]:
    """Return the words of each `::: …` on the plan's pages, by the languages that have all of it.

    What stands in a chapter that is not told as a whole in a language is shown in another one.
    """
    placed: dict[str, list[list[str]]] = {}
    full = [code for code in site.languages if plan.state(site.language(code)) is PageState.FULL]
    for chapter in plan.chapters:
        for language in full if chapter.whole else ():
            prose = chapter.whole.get(language) or next(iter(chapter.whole.values()))
            blocks = (mention for mention in mentions(prose.body, prose.body_line) if mention.kind == "block")
            placed.setdefault(language, []).extend(mention.text.split() for mention in blocks)
    return placed


def _check_places(plan: Plan, placed: Mapping[str, list[list[str]]]) -> Iterator[Problem]:
    """Something refers to every place in a source document."""
    used = {name for blocks in placed.values() for kind, *names in blocks if kind == "source" for name in names}
    for edition in plan.editions:
        for record in records((edition.facts, edition.blocks)):
            source = getattr(record, "source", None)
            used.update(source if isinstance(source, tuple) else ())
    for name, (document, key) in plan.places.items():
        if name not in used:
            yield _warning(document.place("places", key), "unused-place", name=name)


def _check_names(plan: Plan) -> Iterator[Problem]:
    """Something uses every phase, group, column and footnote."""
    for block in plan.blocks.values():
        for name, at in block.unused():
            yield _warning(at, "unused-name", name=name)


def _check_shown(plan: Plan, placed: Mapping[str, list[list[str]]]) -> Iterator[Problem]:
    """A page shows every fact, in every language; the first in which none does is told."""
    for kind, block in plan.blocks.items():
        if KINDS[kind].followed:
            continue
        nothing = isinstance(block, Nothing)
        on_measures = set() if nothing else _on_pages_of_measures(block, plan)
        told: set[str] = set()
        for language, blocks in placed.items():
            mentioned = [names for name, *names in blocks if name == kind]
            shown = {entry.id for names in mentioned for entry in block.pick(tuple(names)).entries} | on_measures
            hidden = [entry for entry in block.entries if entry.id not in shown | told]
            told |= {entry.id for entry in hidden}
            if (nothing and not mentioned) or (hidden and not shown):
                yield _warning(block.at, "not-shown", name=kind, kind=kind, language=language)
                break
            for entry in hidden:
                yield _warning(entry.at, "not-shown", name=entry.id, kind=f"{kind} {entry.id}", language=language)


def _on_pages_of_measures(block: Block, plan: Plan) -> set[str]:
    """Return the ids of what stands on the page of a measure."""
    measures: Measures | None = plan.block(Measures.kind)
    paged = set(measures.paged) if measures else set()
    if block is measures:
        return paged
    own = block.of_measures(paged) if block.heading else None
    return {entry.id for entry in own.entries} if own else set()
