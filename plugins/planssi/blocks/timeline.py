"""Timeline: what happens when, as tables and as bars drawn from the same rows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from pydantic import Field

from ..changes import Trait
from ..fields import N_, Figure, Flag, Id, MeasureName, Record, Text, When
from ..model import Block, Item, Plan, PlanFacts, check_unique, spare
from ..periods import Moment, Period
from ..source import Problem, Severity, Source, unknown_values

MONTHS_AS_MONTHS = 18
"""An axis this long or shorter is made of whole months, a longer one of whole years."""


REACHED = ("reached", "not_reached")
"""Keys that tell whether a milestone was reached."""


class Phase(Record):
    """A kind of work, for the legend."""

    id: Id
    name: Text


class Axis(Record):
    """The time that the source's own chart covers."""

    when: When
    note: Text | None = None


class Group(Record):
    """Rows that belong together: an investment, a part of the project, or a part of these."""

    id: Id
    name: Text
    part_of: Id | None = None
    """The group that this one is in; that group is in no other."""
    measure: MeasureName | None = None
    lost: Text | None = None
    """That the source has a chart of this group whose bars are missing from it."""
    axis: Axis | None = None
    """The time that the source's chart of this group covers, where it has one of its own."""


class Bar(Record):
    """One stretch of a row that has several."""

    when: When
    phase: Id | None = None
    """Id of its phase in the legend."""
    milestone: Flag = False
    reached: When | None = None
    """When the milestone was reached, as exactly as the source says."""
    not_reached: When | None = None
    """The time of a report by which the milestone had not been reached."""
    text: Text | None = None
    """What is done then."""
    outside: Text | None = None
    """Why the time is outside the plan's period."""


class TimelineRow(Item):
    """One row: stretches of work, a milestone, or a stage for which the source gives a condition or no time at all."""

    title: Text
    when: When | None = None
    """The time of the only bar."""
    bars: tuple[Bar, ...] = ()
    """In place of `when`: any number of bars, which may overlap."""
    phase: Id | None = None
    """The phase of each bar that names none itself."""
    milestone: Flag = False
    reached: When | None = None
    """When the milestone was reached, as exactly as the source says."""
    not_reached: When | None = None
    """The time of a report by which the milestone had not been reached."""
    condition: Text | None = None
    """What must have happened first: "after the government's proposal"."""
    measure: MeasureName | None = None
    note: Text | None = None
    outside: Text | None = None
    """Why times are outside the plan's period."""


@dataclass(frozen=True)
class Stretch:
    """A bar, whichever way its row writes it."""

    when: Period
    phase: str | None
    milestone: bool
    reached: Period | None
    not_reached: Period | None
    text: Text | None
    outside: Text | None
    at: Source
    """Where its time is written."""


@dataclass(frozen=True)
class Section:
    """The rows of one group; of no group where the path is empty."""

    path: tuple[Group, ...]
    """The group, and before it the one that it is in."""
    begins: tuple[Group, ...]
    """Those of the path that no earlier section is in."""
    rows: tuple[TimelineRow, ...]

    @property
    def id(self) -> str | None:
        """Id of the group."""
        return self.path[-1].id if self.path else None

    @property
    def lost(self) -> bool:
        """Whether the chart of one of its groups has lost its bars."""
        return any(group.lost for group in self.path)

    @property
    def axis(self) -> Axis | None:
        """The axis of the innermost of its groups that has one."""
        return next((group.axis for group in reversed(self.path) if group.axis), None)


@dataclass(frozen=True)
class Edge:
    """The first beginning or the last end on a timeline."""

    moment: Moment
    rows: tuple[TimelineRow, ...]
    """Whose it is; several rows begin or end together."""


class Timeline(Block):
    """`timeline.yaml`."""

    kind: ClassVar[str] = "timeline"
    label: ClassVar[str] = N_("Rows of the timeline")
    listing: ClassVar[str] = "rows"
    noun: ClassVar[str] = "timeline-row"
    heading: ClassVar[str] = N_("Timeline")

    title: Text
    phases: tuple[Phase, ...] = ()
    """The kinds of work in the legend."""
    ordered: Flag = False
    """Whether the bars of a row begin in the order of the legend."""
    groups: tuple[Group, ...] = ()
    """In the order in which they are shown; without them, the rows' `group` is a free name."""
    axis: Axis | None = None
    """The time that the source's own chart covers."""
    lost: Text | None = None
    """That the source has a chart whose bars are missing from it; then nothing is drawn for rows without a time."""
    rows: tuple[TimelineRow, ...] = Field(min_length=1)

    @property
    def figures(self) -> dict[str, Figure]:
        """Times by the id of their row; of several bars the time from the first to the last."""
        times = {row.id: self.extent([row]) for row in self.rows}
        one = {row.id: bars[0].when for row in self.rows if len(bars := self.stretches(row)) == 1}
        return {id: when for id, when in {**times, **one}.items() if when}

    def traits(self, item: TimelineRow) -> Mapping[str, Trait]:
        """Its time: from the beginning of its first bar to the end of its last."""
        return {"when": Trait(self.extent([item]))}

    def extent(self, rows: Iterable[TimelineRow]) -> Period | None:
        """The time from the beginning of the first bar of these rows to the end of the last; None without bars.

        A milestone that must be reached by some time tells nothing of the beginning.
        """
        found = [bar for row in rows for bar in self.stretches(row)]
        bars = [Period(bar.when.end, bar.when.end) if bar.milestone and bar.when.end else bar.when for bar in found]
        if not bars:
            return None
        starts, ends = [bar.start for bar in bars], [bar.end for bar in bars]
        start = None if None in starts else min(filter(None, starts), key=lambda moment: moment.first)
        end = None if None in ends else max(filter(None, ends), key=lambda moment: moment.last)
        return Period(start, end) if start or end else None

    @property
    def names(self) -> frozenset[str]:
        """Ids of rows, and of groups that have rows in them."""
        used = {row.group for row in self.rows}
        return super().names | {group.part_of for group in self.groups if group.part_of and group.id in used}

    def pick(self, names: tuple[str, ...]) -> Self:
        """Return the timeline with only these rows and groups; a group brings those that are in it."""
        inside = tuple(group.id for group in self.groups if group.part_of in names)
        return super().pick((*names, *inside))

    def about(self, measures: Collection[str]) -> tuple[TimelineRow, ...]:
        """Return the rows of which the row itself, its group or the group that this one is in is about a measure."""
        wide = {group.id for group in self.groups if group.measure in measures}
        wide |= {group.id for group in self.groups if group.part_of in wide}
        return tuple(row for row in self.rows if row.measure in measures or row.group in wide)

    def of_measures(self, measures: Collection[str]) -> Self | None:
        """Return the timeline with only what is about these measures; None where nothing is."""
        rows = self.about(measures)
        return self.model_copy(update={"rows": rows}) if rows else None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The rows by group: first those in none, then the groups, each followed by those in it; only what has rows."""
        known = {group.id for group in self.groups}
        loose = tuple(row for row in self.rows if row.group not in known)
        sections = [Section((), (), loose)] if loose or not known else []
        for outer in self.groups:
            if outer.part_of is None:
                inner = [(outer, group) for group in self.groups if group.part_of == outer.id]
                begun: list[Group] = []
                for path in ((outer,), *inner):
                    if rows := tuple(row for row in self.rows if row.group == path[-1].id):
                        sections.append(Section(path, tuple(group for group in path if group not in begun), rows))
                        begun.extend(path)
        return tuple(sections)

    def stretches(self, row: TimelineRow) -> tuple[Stretch, ...]:
        """The bars of a row, in the order of the file; may be empty."""
        bars = [(bar, bar.place("when")) for bar in row.bars]
        if row.when:
            alone = Bar(when=row.when, reached=row.reached, not_reached=row.not_reached)
            bars.insert(0, (alone, row.place("when")))
        return tuple(
            Stretch(
                when=bar.when,
                phase=bar.phase or row.phase,
                milestone=bar.milestone or row.milestone,
                reached=bar.reached,
                not_reached=bar.not_reached,
                text=bar.text,
                outside=bar.outside or row.outside,
                at=at,
            )
            for bar, at in bars
        )

    @property
    def timed(self) -> tuple[TimelineRow, ...]:
        """The rows that have a time."""
        return tuple(row for row in self.rows if self.stretches(row))

    @property
    def work(self) -> tuple[tuple[TimelineRow, Stretch], ...]:
        """The bars that are no milestones, each with its row."""
        return tuple((row, bar) for row in self.rows for bar in self.stretches(row) if not bar.milestone)

    @property
    def first(self) -> Edge | None:
        """The rows whose work begins first; None where there is no work, or some began nobody knows when."""
        return _edge([(row, bar.when.start) for row, bar in self.work], lambda moment: -moment.first.toordinal())

    @property
    def last(self) -> Edge | None:
        """The rows whose work ends last; None where there is no work, or some has no end."""
        return _edge([(row, bar.when.end) for row, bar in self.work], lambda moment: moment.last.toordinal())

    def phase(self, id: str | None) -> Phase | None:
        """The phase of this id."""
        return next((phase for phase in self.phases if phase.id == id), None)

    @property
    def times(self) -> tuple[Period, ...]:
        """The times of all bars."""
        return tuple(bar.when for row in self.rows for bar in self.stretches(row))

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes of the charts that the rows are from: the groups' own, or the one of all others."""
        axes = [section.axis or self.axis for section in self.sections]
        return tuple(axis for number, axis in enumerate(axes) if axis and axis not in axes[:number])

    @property
    def charted(self) -> bool:
        """Whether a chart of the rows shown has lost its bars."""
        return self.lost is not None or any(section.lost for section in self.sections)

    @property
    def span(self) -> tuple[date, date]:
        """First and last day of the picture: whole months or years around the source's axis and every time.

        A time with an open end has whole years, so that there is something to go on into.

        Raises:
            ValueError: When there is neither an axis nor a time.
        """
        axes = self.axes
        periods = (*self.times, *(axis.when for axis in axes))
        days = [day for when in periods for day in (when.first, when.last) if day]
        first, last = min(days), max(days)
        months = 12 * (last.year - first.year) + last.month - first.month + 1
        goes_on = any(None in (when.first, when.last) for when in self.times)
        if axes or (months <= MONTHS_AS_MONTHS and not goes_on):
            return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
        return date(first.year, 1, 1), date(last.year, 12, 31)

    def check_item(self, item: TimelineRow, plan: Plan) -> Iterator[Problem]:
        """Names are known, times are inside the plan's period or say why not, and phases keep their order."""
        if self.kind not in plan.unread:  # else the name may belong to what could not be read
            yield from self._unknown_names(item)
        if item.when and item.bars:
            yield Problem(item.place("bars"), "when-and-bars", {"id": item.id})
        yield from self._outside(item, plan.facts.period)
        yield from self._reached(item, plan.facts)
        if self.ordered:
            yield from self._disorder(item)

    def _unknown_names(self, row: TimelineRow) -> Iterator[Problem]:
        phases = {phase.id for phase in self.phases}
        holders: tuple[TimelineRow | Bar, ...] = (row, *row.bars)
        for holder in holders:
            if holder.phase and holder.phase not in phases:
                yield Problem(holder.place("phase"), "unknown-name", unknown_values(holder.phase, phases))
        groups = {group.id for group in self.groups}
        if self.groups and row.group and row.group not in groups:
            yield Problem(row.place("group"), "unknown-name", unknown_values(row.group, groups))

    def _outside(self, row: TimelineRow, period: Period) -> Iterator[Problem]:
        stretches = self.stretches(row)
        for bar in stretches:
            if not bar.outside and not bar.when.within(period):
                yield Problem(bar.at, "outside-plan", {"id": row.id})
        excuses: list[tuple[TimelineRow | Bar, tuple[Period, ...]]] = [(row, tuple(bar.when for bar in stretches))]
        excuses += [(bar, (bar.when,)) for bar in row.bars]
        for holder, times in excuses:
            if holder.outside and all(when.within(period) for when in times):
                yield Problem(holder.place("outside"), "needless-outside", {"id": row.id}, Severity.WARNING)

    def _reached(self, row: TimelineRow, facts: PlanFacts) -> Iterator[Problem]:
        """Only a milestone is reached, in the time of the plan or later, and before anybody told so here."""
        holders: list[tuple[TimelineRow | Bar, bool]] = [(row, row.milestone and row.when is not None)]
        holders += [(bar, bar.milestone or row.milestone) for bar in row.bars]
        for holder, milestone in holders:
            told = {name: when for name in REACHED if (when := getattr(holder, name))}
            if len(told) > 1:
                first, second = REACHED
                yield Problem(holder.place(second), "one-of-two", {"first": first, "second": second})
            for name, when in told.items():
                if not milestone:
                    yield Problem(holder.place(name), "reached-no-milestone", {"id": row.id, "key": name})
                elif (when.first or when.last) > facts.updated:
                    yield Problem(holder.place(name), "told-too-early", {"id": row.id, "updated": facts.updated})
                elif facts.period.first and when.last and when.last < facts.period.first:
                    yield Problem(holder.place(name), "reached-before-plan", {"id": row.id})

    def _disorder(self, row: TimelineRow) -> Iterator[Problem]:
        """A bar does not begin before one of an earlier phase; told once for each bar that does."""
        order = {phase.id: number for number, phase in enumerate(self.phases)}
        known = [(bar, order[bar.phase], bar.when.first) for bar in self.stretches(row) if bar.phase in order]
        dated = [(bar, number, first) for bar, number, first in known if first]
        for bar, number, first in dated:
            earlier = [other for other, before, start in dated if before < number and first < start]
            if earlier:
                values = {"id": row.id, "phase": bar.phase, "earlier": earlier[0].phase}
                yield Problem(bar.at, "phase-too-early", values, Severity.WARNING)

    def unused(self) -> Iterator[tuple[str, Source]]:
        """Phases of which no bar is, unless bars are lost, and groups without rows."""
        yield from super().unused()
        if not self.charted:
            yield from spare(self.phases, {bar.phase for row in self.rows for bar in self.stretches(row)})
        with_rows = {row.group for row in self.rows}
        yield from spare(self.groups, with_rows | {g.part_of for g in self.groups if g.id in with_rows})

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Ids of phases and groups are used once, and groups lie at most two deep."""
        yield from check_unique(self.phases)
        yield from check_unique(self.groups)
        groups = {group.id: group for group in self.groups}
        for group in self.groups:
            if group.part_of is None:
                continue
            if group.part_of == group.id:
                yield Problem(group.place("part_of"), "part-of-itself", {"id": group.id})
            elif group.part_of not in groups:
                yield Problem(group.place("part_of"), "unknown-name", unknown_values(group.part_of, groups))
            elif groups[group.part_of].part_of:
                yield Problem(group.place("part_of"), "group-too-deep", {"id": group.id, "outer": group.part_of})


def _edge(ends: Sequence[tuple[TimelineRow, Moment | None]], distance: Callable[[Moment], int]) -> Edge | None:
    """Return the rows whose moments are farthest, and the vaguest of these moments, which holds for all of them."""
    known = [(row, moment) for row, moment in ends if moment]
    if not known or len(known) < len(ends):
        return None
    farthest = max(distance(moment) for _, moment in known)
    those = [(row, moment) for row, moment in known if distance(moment) == farthest]
    vaguest = max((moment for _, moment in those), key=lambda moment: moment.last - moment.first)
    return Edge(vaguest, tuple({row.id: row for row, _ in those}.values()))
