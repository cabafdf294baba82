"""The picture of a timeline: its rows one below the other, their bars in lanes, and an axis that can be read.

Flows in: a timeline, and what says its times and words in a language. Flows out: places, across in percent of the width
and down in pixels, for the template to draw: a picture fills its column, and its text keeps its size on any screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from textwrap import wrap

from .blocks.timeline import Group, Stretch, Timeline, TimelineRow
from .drawing import BAR_HEIGHT, GAP, LABEL_WIDTH, LINE_HEIGHT, NARROW
from .fields import Text
from .localizer import Localizer

WIDE = 640
"""Pixels that it has at least where the style sheet shows the labels marked as wide (from 48 rem)."""
CHARACTER = 8
"""Pixels that a character of an axis label takes at most on average, at 13 px type."""
LETTER_WIDTH = 18
LANE_HEIGHT = BAR_HEIGHT + 4
DIAMOND = 9
"""Half the width of a milestone and its outline."""
LEAST_WIDTH = 0.8
"""Percent of the width: a bar of a day is drawn this wide, so that it can be seen."""
PATTERNS = 6
"""How many patterns the style has; phases beyond these have the same patterns again, and other letters."""
ROWS_PER_AXIS = 12
"""After so many rows the axis is repeated, so that it is never far away."""
HEIGHT_PER_AXIS = 600
"""Pixels after which it is repeated at the latest; with one more row, what lies between two fits on a page of paper."""

MONTHS_NAMED = 18
QUARTERS_NAMED = 36
"""Months up to which an axis names its months, and its quarters; a longer one names years, and has a line each half."""


@dataclass(frozen=True)
class Tick:
    """A line across the rows, where a month, quarter or half-year begins."""

    left: float
    year: bool
    """Whether a year begins."""


@dataclass(frozen=True)
class Label:
    """A word of the axis."""

    left: float
    y: int
    """Baseline, from the top of the axis."""
    text: str
    wide: bool
    """Whether it has room only in a wide picture."""


@dataclass(frozen=True)
class Today:
    """The day of the content."""

    left: float
    text: str
    before: bool
    """Whether the words stand before the line, for want of room after it."""


@dataclass(frozen=True)
class Bar:
    """A bar or a milestone."""

    left: float
    width: float
    top: int
    pattern: int
    """1 and up; 0 for a bar without a phase."""
    letter: str
    """Empty where letters are not needed."""
    milestone: bool
    approximate: bool
    opens: bool
    """Whether the start is open."""
    ends_open: bool

    @property
    def right(self) -> float:
        """Percent of the width."""
        return round(self.left + self.width, 2)


@dataclass(frozen=True)
class Line:
    """A line of a row's label, or of a heading."""

    y: int
    """Baseline."""
    text: str
    level: int = 0
    """1 and 2 for the heading of a group and of one inside it."""


@dataclass(frozen=True)
class Seam:
    """Where a bar begins just where the one before it ends."""

    left: float
    top: int


@dataclass(frozen=True)
class Strip:
    """A part of the picture with an axis of its own; paper may end between two of them."""

    height: int
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    seams: tuple[Seam, ...]


@dataclass(frozen=True)
class Legend:
    """A phase in the legend."""

    pattern: int
    letter: str
    name: Text | None
    """None for bars without a phase."""


NO_PHASE = Legend(0, "", None)


@dataclass(frozen=True)
class Chart:
    """A whole picture."""

    height: int
    rows: int
    """How many rows are drawn."""
    axes: tuple[int, ...]
    """Tops of the axis, first at the top of the picture."""
    labels: tuple[Label, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    seams: tuple[Seam, ...]
    legend: tuple[Legend, ...]
    """The kinds of the bars drawn; empty where none has a kind."""
    today: Today | None
    whole: bool
    """Whether every row of the timeline is drawn."""

    @property
    def strips(self) -> tuple[Strip, ...]:
        """The picture cut before each axis, each part measured from its own top."""
        return tuple(
            Strip(
                height=bottom - top,
                lines=tuple(replace(line, y=line.y - top) for line in self.lines if top < line.y <= bottom),
                bars=tuple(replace(bar, top=bar.top - top) for bar in self.bars if top <= bar.top < bottom),
                seams=tuple(replace(seam, top=seam.top - top) for seam in self.seams if top <= seam.top < bottom),
            )
            for top, bottom in pairwise((*self.axes, self.height))
        )

    @property
    def grid_top(self) -> int:
        """Where the lines of the months and years begin: above the years, below the words of today."""
        return LINE_HEIGHT if self.today else 0

    @property
    def open(self) -> bool:
        """Whether a bar runs on to the edge."""
        return any((bar.opens or bar.ends_open) and not bar.milestone for bar in self.bars)

    @property
    def lettered(self) -> bool:
        """Whether a letter stands beside each bar."""
        return any(bar.letter for bar in self.bars)


def draw(timeline: Timeline, localizer: Localizer, words: Callable[[Text], str], today: date) -> Chart:
    """Draw the rows that have a time; there must be at least one.

    Args:
        timeline: What to draw.
        localizer: Says times.
        words: Says a text of the editor's.
        today: The day of the content, marked where it lies on the axis.
    """
    scale = Scale(*timeline.span)
    mark = None
    if scale.first <= today <= scale.last:
        left = scale.position(today)
        said = localizer.gettext("Situation on {day}").format(day=localizer.day(today))
        mark = Today(left, said, before=left > 50)
    labels = _labels(scale, localizer, LINE_HEIGHT if mark else 0)
    drawing = _Drawing(scale, _legend(timeline), max(label.y for label in labels) + 8)
    for section in timeline.sections:
        drawing.begin(section.begins, section.path)
        for row in section.rows:
            if bars := timeline.stretches(row):
                drawing.row(row, bars, localizer, words)
    return Chart(
        height=drawing.y,
        rows=drawing.rows,
        axes=tuple(drawing.axes),
        labels=labels,
        ticks=tuple(scale.ticks()),
        lines=tuple(drawing.lines),
        bars=tuple(drawing.bars),
        seams=tuple(drawing.seams),
        legend=tuple(drawing.legend[id] for id in drawing.legend if id in drawing.phases and drawing.phases != {None}),
        today=mark,
        whole=drawing.rows == len(timeline.rows),
    )


@dataclass(frozen=True)
class Scale:
    """Days → places across the picture."""

    first: date
    """First day of a month."""
    last: date
    """Last day of a month."""

    def position(self, day: date, after: bool = False) -> float:
        """Percent of the width at which a day begins; or ends, with `after`."""
        return round(100 * ((day - self.first).days + after) / ((self.last - self.first).days + 1), 2)

    @property
    def months(self) -> int:
        """Length in months."""
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    def starts(self, step: int) -> tuple[date, ...]:
        """The first days of stretches of so many months (1, 3, 6, 12), counted from January, that begin on the axis."""
        begin = 12 * self.first.year + self.first.month - 1
        months = range(begin + -begin % step, begin + self.months, step)
        return tuple(date(month // 12, month % 12 + 1, 1) for month in months)

    def ticks(self) -> Iterator[Tick]:
        """A line where each month begins, or each quarter or half-year of a longer time."""
        step = 1 if self.months <= MONTHS_NAMED else 3 if self.months <= QUARTERS_NAMED else 6
        for day in self.starts(step):
            yield Tick(self.position(day), day.month == 1)


Tier = tuple[Sequence[date], Callable[[date], str], Callable[[date], int], Sequence[int]]
"""Days, what is said of each, its number, and the steps by which numbers may be left out."""


def _labels(scale: Scale, localizer: Localizer, top: int) -> tuple[Label, ...]:
    """Return the years, and below them the quarters or months, as many as have room."""
    years = scale.starts(12)
    if scale.first not in years:
        years = (scale.first, *years)
    tiers: list[Tier] = [(years, lambda day: str(day.year), lambda day: day.year, (1, 2, 4, 8, 16))]
    if scale.months <= MONTHS_NAMED:
        tiers.append((scale.starts(1), localizer.axis_month, lambda day: day.month - 1, (1, 3, 6)))
    elif scale.months <= QUARTERS_NAMED:
        tiers.append((scale.starts(3), localizer.axis_quarter, lambda day: day.month // 3, (1, 2)))
    labels: list[Label] = []
    for number, (days, say, count, steps) in enumerate(tiers, 1):
        marks = [(scale.position(day), say(day), count(day)) for day in days]
        labels += _tier(marks, steps, top + LINE_HEIGHT * number - 4)
    return tuple(labels)


def year_labels(scale: Scale, y: int) -> tuple[Label, ...]:
    """Return the years of an axis of whole years, as many as have room, with this baseline."""
    return _tier([(scale.position(day), str(day.year), day.year) for day in scale.starts(12)], (1, 2, 4, 8, 16), y)


def _tier(marks: Sequence[tuple[float, str, int]], steps: Sequence[int], y: int) -> tuple[Label, ...]:
    """Return the labels of a line of an axis: those that have room in a narrow picture, and more in a wide one."""
    narrow = _fitting(marks, steps, NARROW)
    said = {(left, text) for left, text, _ in narrow}
    shown = sorted({*narrow, *_fitting(marks, steps, WIDE)})
    return tuple(Label(left, y, text, (left, text) not in said) for left, text, _ in shown)


def _fitting(marks: Sequence[tuple[float, str, int]], steps: Sequence[int], width: int) -> list[tuple[float, str, int]]:
    """Return as many labels (place, text, number) as do not touch each other in a picture so many pixels wide.

    Every second, third, … by its number is shown where all have no room; a part of a year at the start, and what
    has no room before the right edge, goes without.
    """

    def room(left: float, text: str, right: float) -> bool:
        return (right - left) * width / 100 >= CHARACTER * len(text) + 3

    chosen: list[tuple[float, str, int]] = []
    for step in steps:
        chosen = [mark for mark in marks if mark[2] % step == 0]
        if len(chosen) > 1 and not room(*chosen[0][:2], chosen[1][0]) and chosen[0][0] == 0:
            without_first = chosen[1:]
            if all(room(*mark[:2], after[0]) for mark, after in pairwise(without_first)):
                chosen = without_first
        if all(room(*mark[:2], after[0]) for mark, after in pairwise(chosen)):
            break
    return [*chosen[:-1], *(mark for mark in chosen[-1:] if room(*mark[:2], 100))]


def _legend(timeline: Timeline) -> Mapping[str | None, Legend]:
    """Return the phases by id, each with a pattern of its own and a letter where there are several."""
    phases = timeline.phases
    legend: dict[str | None, Legend] = {
        phase.id: Legend(number % PATTERNS + 1, _letter(number) if len(phases) > 1 else "", phase.name)
        for number, phase in enumerate(phases)
    }
    if any(bar.phase is None for row in timeline.rows for bar in timeline.stretches(row)):
        legend[None] = Legend(0 if phases else 1, "", None)
    return legend


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    before = _letter(number // 26 - 1) if number >= 26 else ""
    return before + chr(ord("A") + number % 26)


class _Drawing:
    """Rows put one below the other; `y` is where the next one begins."""

    def __init__(self, scale: Scale, legend: Mapping[str | None, Legend], axis: int) -> None:
        self.scale = scale
        self.legend = legend
        self.axis = axis
        self.y = axis
        self.rows = 0
        self.axes = [0]
        self.lines: list[Line] = []
        self.bars: list[Bar] = []
        self.seams: list[Seam] = []
        self.phases: set[str | None] = set()
        self._headings: list[Group] = []
        self._since = 0

    def begin(self, groups: tuple[Group, ...], path: tuple[Group, ...]) -> None:
        """Go to the next section; its headings are drawn with its first row."""
        self._headings = [group for group in (*self._headings, *groups) if group in path]

    def row(
        self, row: TimelineRow, bars: Sequence[Stretch], localizer: Localizer, words: Callable[[Text], str]
    ) -> None:
        """Draw a row: its headings where it is the first of its groups, its label, and its bars."""
        far = self._since >= ROWS_PER_AXIS or self.y - self.axes[-1] > HEIGHT_PER_AXIS
        if far or (self._since >= ROWS_PER_AXIS // 2 and self._headings):
            self.axes.append(self.y)
            self.y += self.axis
            self._since = 0
        for group in self._headings:
            self.write(words(group.name), LABEL_WIDTH - 8, 1 if group.part_of is None else 2)
        self._headings = []
        label = words(row.title)
        if len(bars) == 1:
            say = localizer.deadline if bars[0].milestone else localizer.period
            label += f": {say(bars[0].when)}"
        self.write(label, LABEL_WIDTH - 3)
        self.place(bars)
        self.rows += 1
        self._since += 1

    def write(self, text: str, width: int, level: int = 0) -> None:
        """Write a text on as many lines as it needs."""
        self.y += 8 if level else 0
        for line in wrap(text, width):
            self.y += LINE_HEIGHT + (3 if level else 0)
            self.lines.append(Line(self.y - 4, line, level))

    def place(self, bars: Sequence[Stretch]) -> None:
        """Put each bar in the first lane in which it touches no other, at any width of the picture."""
        lanes: list[float] = []
        for bar in bars:
            drawn = self.bar(bar)
            self.phases.add(bar.phase)
            edge = DIAMOND if bar.milestone else 0
            start = drawn.left * NARROW / 100 - edge
            end = drawn.right * NARROW / 100 + edge + (LETTER_WIDTH if drawn.letter else 0)
            lane = next((number for number, taken in enumerate(lanes) if taken <= start + 0.1), len(lanes))
            top = self.y + 2 + lane * LANE_HEIGHT
            if lane < len(lanes) and lanes[lane] > start - 1 and not bar.milestone:
                self.seams.append(Seam(drawn.left, top))
            lanes[lane : lane + 1] = [end]
            self.bars.append(replace(drawn, top=top))
        self.y += LANE_HEIGHT * len(lanes) + GAP - 4

    def bar(self, bar: Stretch) -> Bar:
        """Return a bar at the top of the picture; an open end runs to the edge, a milestone stands in the middle."""
        left = self.scale.position(bar.when.first) if bar.when.first else 0.0
        right = self.scale.position(bar.when.last, after=True) if bar.when.last else 100.0
        if bar.milestone:
            left = right = left if not bar.when.last else right if not bar.when.first else round((left + right) / 2, 2)
        else:
            left = min(left, 100 - LEAST_WIDTH)
            right = max(right, left + LEAST_WIDTH)
        phase = self.legend.get(bar.phase, NO_PHASE)
        return Bar(
            left=left,
            width=round(right - left, 2),
            top=0,
            pattern=phase.pattern,
            letter=phase.letter,
            milestone=bar.milestone,
            approximate=bar.when.approximate,
            opens=bar.when.first is None,
            ends_open=bar.when.last is None,
        )
