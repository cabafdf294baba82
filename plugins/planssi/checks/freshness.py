"""Rules about translations: each says what its source says now, and somebody has recorded that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..freshness import Records, State, original
from ..model import Chapter, Site
from ..passages import passages
from ..source import Problem, Severity, Source


def check_freshness(site: Site) -> Iterator[Problem]:
    """Tell each translation whose source has changed, and once a file those that nobody has recorded.

    A site without any record is not looked at: whoever begins to write is not warned of each sentence. The first
    `planssi accept` begins the record.
    """
    if not site.accepted:
        return
    records = Records(site)
    unrecorded: dict[str, list[Source]] = defaultdict(list)
    for passage, language, freshness in records.translations(passages(site)):
        at = passage.places[language]
        if freshness.state is State.BEHIND:
            source = passage.places[original(passage, site)]
            values = {"source": source, "day": freshness.since, "place": at}
            yield Problem(at, "translation-behind", values, Severity.WARNING)
        elif freshness.state is State.NEW:
            unrecorded[at.path].append(at)
    for path, places in unrecorded.items():
        yield Problem(min(places), "translation-not-recorded", {"count": len(places), "file": path}, Severity.WARNING)


def check_originals(site: Site) -> Iterator[Problem]:
    """The sisters of a chapter name the same language as the one in which it is first written."""
    chapters: list[Chapter] = [*site.chapters, *(chapter for plan in site.plans for chapter in plan.chapters)]
    for chapter in chapters:
        for prose in chapter.texts.values():
            if prose.original and prose.original != chapter.original:
                values = {"language": prose.original, "other": chapter.original}
                yield Problem(prose.places["original"], "originals-differ", values)
