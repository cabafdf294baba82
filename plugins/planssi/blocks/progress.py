"""Progress: how far the measures are, as reports tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import N_, MeasureName, Text, When
from ..model import Block, Item, Plan
from ..source import Problem


class State(StrEnum):
    """How far a measure is."""

    NOT_STARTED = "not-started"
    """Nothing has been done yet."""
    UNDER_WAY = "under-way"
    """It has been started and goes on."""
    DONE = "done"
    """What was to be done has been done."""
    STOPPED = "stopped"
    """It was broken off before it was done."""


class Report(Item):
    """What a report tells of one measure."""

    measure: MeasureName
    state: State
    """How far the measure was then."""
    when: When
    """The time at which it was so: the day of the report, or the period that it tells of."""
    note: Text | None = None
    """What the report says of it, in a sentence or two."""

    @property
    def day(self) -> date:
        """The day by which reports are ordered: the last of its time, or the first where its end is open."""
        day = self.when.last or self.when.first
        assert day is not None, "a period has an end"
        return day


class Progress(Block):
    """`progress.yaml`: reports on the measures. The latest of each measure counts; earlier ones stay as its history."""

    kind: ClassVar[str] = "progress"
    label: ClassVar[str] = N_("Reports on how far the measures are")
    listing: ClassVar[str] = "reports"
    noun: ClassVar[str] = "report"
    followed: ClassVar[bool] = True

    title: Text
    """Caption of the table."""
    reports: tuple[Report, ...] = Field(min_length=1)
    """The reports, in any order."""

    @property
    def by_measure(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports of each measure that has any, by its id, the latest first."""
        found: dict[str, list[Report]] = {}
        for report in self.reports:
            found.setdefault(report.measure, []).append(report)
        return {
            id: tuple(sorted(reports, key=lambda report: report.day, reverse=True)) for id, reports in found.items()
        }

    def check_item(self, item: Report, plan: Plan) -> Iterator[Problem]:
        """A report tells of a time that has been."""
        updated = plan.facts.updated
        if (item.when.first or item.day) > updated:
            yield Problem(item.place("when"), "told-too-early", {"id": item.id, "updated": updated})

    def check(self, plan: Plan) -> Iterator[Problem]:
        """No measure has two reports of one time: nobody could tell which of them counts."""
        lines: dict[tuple[str, date], int] = {}
        for report in self.reports:
            at = report.place("when")
            if (report.measure, report.day) in lines:
                values = {"measure": report.measure, "line": lines[report.measure, report.day]}
                yield Problem(at, "reported-twice", values)
            lines.setdefault((report.measure, report.day), at.line)
