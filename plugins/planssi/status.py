"""How far the texts of a site are in each language.

Flows in: a `Site`. Flows out: counts for every plan and every chapter, for the terminal, for the page of the site and
as JSON for other programs.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from .fields import Text
from .freshness import Freshness, Records, State
from .localizer import Catalogue
from .model import Chapter, PageState, Plan, Site
from .passages import Passage, passages


class Standing(StrEnum):
    """What counts of a text in one language."""

    FRESH = "fresh"
    """It is the source, or says what the source says."""
    BEHIND = "behind"
    """The source has changed since the translation was accepted."""
    NEW = "new"
    """Nobody has recorded that the translation is right."""
    MISSING = "missing"
    """There are no words."""
    SUMMARY = "summary"
    """A summary stands in the place of the words."""
    EXEMPT = "exempt"
    """The words need not exist."""


@dataclass(frozen=True)
class Count:
    """How many texts stand how, in one language."""

    numbers: Mapping[Standing, int] = field(default_factory=dict)

    def __getitem__(self, standing: Standing) -> int:
        return self.numbers.get(standing, 0)

    @property
    def total(self) -> int:
        """How many texts there must be."""
        return sum(self.numbers.values()) - self[Standing.EXEMPT]

    @property
    def percent(self) -> int:
        """How many of 100 texts are fresh; 100 only when all of them are, also when there are none."""
        return self[Standing.FRESH] * 100 // self.total if self.total else 100


@dataclass(frozen=True)
class Part:
    """A chapter, or everything that the YAML files of a plan or of the site say."""

    chapter: Chapter | None
    """None for the YAML files."""
    counts: Mapping[str, Count]
    """By language, in the order of the site."""

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of the chapter by language; empty for YAML files."""
        return {code: prose.title for code, prose in self.chapter.texts.items()} if self.chapter else {}

    def title(self, language: str) -> str | None:
        """Return the title of the chapter in a language, or in the first one that it has; None for YAML files."""
        return self.titles.get(language) or next(iter(self.titles.values()), None)


@dataclass(frozen=True)
class Section:
    """A plan, or the site itself with what its plans share."""

    plan: Plan | None
    owner: Text
    """Who answers for the texts."""
    parts: tuple[Part, ...]
    counts: Mapping[str, Count]
    """All parts together, by language."""

    @property
    def id(self) -> str:
        """`region/plan`, or `site`."""
        return self.plan.id if self.plan else "site"


@dataclass(frozen=True)
class Status:
    """Every section of a site: its plans, then the site itself."""

    site: Site
    sections: tuple[Section, ...]
    counts: Mapping[str, Count]
    """Everything together, by language."""

    def only(self, plan: str) -> Status:
        """Return the status of one plan, by its id; without sections where there is none."""
        sections = tuple(section for section in self.sections if section.plan and section.id == plan)
        return replace(self, sections=sections, counts=_sum((section.counts for section in sections), self.site))


def status(site: Site) -> Status:
    """Count the texts of a site."""
    records = Records(site)
    found: dict[str, dict[str, dict[str, Counter[Standing]]]] = defaultdict(dict)
    for passage in passages(site):
        plan = passage.plan.id if passage.plan else ""
        part = passage.chapter.id if passage.chapter else ""
        counters = found[plan].setdefault(part, {language: Counter() for language in site.languages})
        for language, counter in counters.items():
            counter[standing(passage, language, records.state(passage, language), site)] += 1
    sections = tuple(
        _section(plan, site, plan.chapters if plan else site.chapters, found[plan.id if plan else ""])
        for plan in (*site.plans, None)
    )
    return Status(site, sections, _sum((section.counts for section in sections), site))


def standing(passage: Passage, language: str, freshness: Freshness, site: Site) -> Standing:
    """Return as what a text counts in a language; what is missing may be so by the state of its plan or page."""
    if freshness.state is State.ORIGINAL:
        return Standing.FRESH
    if freshness.state is not State.MISSING:
        return Standing(freshness.state.value)
    chapter, plan = passage.chapter, passage.plan
    state = plan.state(site.language(language)) if plan else PageState.FULL
    if (
        state is PageState.EXEMPT
        or (chapter and language in chapter.exempt)
        or (not plan and language in site.optional)
    ):
        return Standing.EXEMPT
    short = chapter is not None and language in chapter.texts and language not in chapter.whole
    return Standing.SUMMARY if short or state is PageState.SUMMARY else Standing.MISSING


def as_data(whole: Status) -> dict[str, Any]:
    """Return the status as plain data: what `status.json` holds.

    The keys are `languages`, `total` and `sections`; a section has `id`, `title`, `owner`, `total` and `parts`, a part
    `chapter` and `title` (both null for the YAML files), `original` and `counts`. Counts are by language: `texts`,
    `percent`, and a number for each `Standing`. Titles and owners are by language.
    """
    site = whole.site
    sections = []
    for section in whole.sections:
        first = (section.plan.facts.original if section.plan else None) or site.languages[0]
        parts = [
            {
                "chapter": part.chapter.id if part.chapter else None,
                "title": dict(part.titles) or None,
                "original": (part.chapter.original if part.chapter else None) or first,
                "counts": _counts(part.counts),
            }
            for part in section.parts
        ]
        title = section.plan.facts.title if section.plan else site.facts.name
        sections.append(
            {
                "id": section.id,
                "title": dict(title.words),
                "owner": dict(section.owner.words),
                "total": _counts(section.counts),
                "parts": parts,
            }
        )
    return {"languages": list(site.languages), "total": _counts(whole.counts), "sections": sections}


def as_json(whole: Status) -> str:
    """Return the status as JSON, the same bytes for the same content."""
    return json.dumps(as_data(whole), ensure_ascii=False, indent=2) + "\n"


def as_table(whole: Status, language: str, words: Catalogue) -> str:
    """Return the status for a terminal: a line for each part, with `fresh/all` and what is not fresh by language.

    Args:
        whole: The status.
        language: Language of the titles; the first one of the site where they lack it.
        words: Catalogue of the messages.
    """
    names = {
        Standing.BEHIND: words.gettext("behind"),
        Standing.NEW: words.gettext("not recorded"),
        Standing.SUMMARY: words.gettext("as a summary"),
        Standing.MISSING: words.gettext("missing"),
    }

    def cells(counts: Mapping[str, Count]) -> str:
        return "  ".join(
            ", ".join(
                [f"{code} {count[Standing.FRESH]}/{count.total}"]
                + [f"{name}: {count[standing]}" for standing, name in names.items() if count[standing]]
            )
            for code, count in counts.items()
        )

    def line(title: str, counts: Mapping[str, Count]) -> str:
        return f"  {title[:40]:40}  {cells(counts)}"

    shown = language if language in whole.site.languages else whole.site.languages[0]
    lines: list[str] = []
    for section in whole.sections:
        named = section.owner[shown] if shown in section.owner else next(iter(section.owner.words.values()))
        owner = words.gettext("Who answers: {owner}").format(owner=named)
        lines += [f"{section.id} ({owner})"]
        facts = words.gettext("Facts in tables and lists")
        lines += [line(part.title(shown) or facts, part.counts) for part in section.parts]
        lines += [line(words.gettext("All texts"), section.counts), ""]
    total = ", ".join(f"{code} {count.percent} %" for code, count in whole.counts.items())
    return "\n".join([*lines, words.gettext("Up to date: {total}").format(total=total)])


def _section(
    plan: Plan | None,
    site: Site,
    chapters: Iterable[Chapter],
    counters: Mapping[str, Mapping[str, Counter[Standing]]],
) -> Section:
    parts = []
    for chapter in (None, *chapters):
        own = counters.get(chapter.id if chapter else "", {})
        parts.append(Part(chapter, {code: Count(dict(counter)) for code, counter in own.items()}))
    contact = plan.facts.contact if plan else site.facts.contact
    owner = contact.unit if contact else plan.facts.owner if plan else site.facts.publisher
    return Section(plan, owner, tuple(parts), _sum((part.counts for part in parts), site))


def _sum(counts: Iterable[Mapping[str, Count]], site: Site) -> Mapping[str, Count]:
    totals: dict[str, Counter[Standing]] = {language: Counter() for language in site.languages}
    for count in counts:
        for language, own in count.items():
            totals[language].update(own.numbers)
    return {language: Count(dict(total)) for language, total in totals.items()}


def _counts(counts: Mapping[str, Count]) -> dict[str, dict[str, int]]:
    return {
        language: {
            "texts": count.total,
            "percent": count.percent,
            **{standing.value: count[standing] for standing in Standing},
        }
        for language, count in counts.items()
    }
