"""Rules about translations: each says what its source says now, and somebody has recorded that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..freshness import Records, State
from ..model import Chapter, Site
from ..passages import Passage
from ..source import Problem, Severity, Source


def check_freshness(records: Records, found: Iterable[Passage]) -> Iterator[Problem]:
    """Tell each translation whose source has changed, and once a file those that nobody has recorded.

    A site without any record is not looked at: whoever begins to write is not warned of each sentence. The first
    `planssi accept` begins the record.

    Args:
        records: The records of a site.
        found: Every passage of it.
    """
    if not records.site.accepted:
        return
    unrecorded: dict[str, list[Source]] = defaultdict(list)
    for passage, language, freshness in records.translations(found):
        at = passage.places[language]
        if freshness.state is State.BEHIND:
            source = passage.places[records.original(passage)]
            values = {"source": source, "day": freshness.since, "place": at}
            yield Problem(at, "translation-behind", values, Severity.WARNING)
        elif freshness.state is State.NEW:
            unrecorded[at.path].append(at)
    for path, places in unrecorded.items():
        yield Problem(min(places), "translation-not-recorded", {"count": len(places), "file": path}, Severity.WARNING)


def unrecorded(records: Records, found: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages of which some language is not recorded as translated, and those that have only one language.

    Args:
        records: The records of a site.
        found: Passages of it.
    """
    for passage in found:
        states = {records.state(passage, language).state for language in passage.words}
        if states != {State.ORIGINAL, State.FRESH}:
            yield passage


def check_originals(site: Site) -> Iterator[Problem]:
    """The sisters of a chapter name the same language as the one in which it is first written."""
    chapters: list[Chapter] = [*site.chapters, *(chapter for plan in site.plans for chapter in plan.chapters)]
    for chapter in chapters:
        for prose in chapter.texts.values():
            if prose.original and prose.original != chapter.original:
                values = {"language": prose.original, "other": chapter.original}
                yield Problem(prose.places["original"], "originals-differ", values)
