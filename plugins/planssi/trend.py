"""The picture of an indicator: its starting level, targets and results on a line of time, and a sentence about them.

Flows in: an indicator of a block, and what says its figures and times in a language. Flows out: places, across in
percent of the width and down in pixels, for the template to draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from .blocks.indicators import SINGLE, Indicator, Indicators, Kind
from .drawing import FIGURE, LINE_HEIGHT, NARROW
from .localizer import Localizer
from .model import Unit
from .periods import Period
from .quantities import Form
from .series import PERCENT, Units, Value, comparable

TOP = 24
"""Pixels above the highest mark: the line of its figure."""
PLOT = 60
"""Pixels from the highest figure to zero."""
EDGE = 4.0
"""Percent of the width before the first mark and after the last."""
BEFORE = 26.0
"""Percent of the width at which times begin where a starting level without a time stands before them."""


@dataclass(frozen=True)
class Figure:
    """A figure of an indicator that can be drawn."""

    kind: Kind
    value: Value
    when: Period | None
    low: Decimal
    """In the base of its unit; a part and its whole as percent."""
    high: Decimal

    @property
    def day(self) -> date | None:
        """The day at which it is drawn: the last of its time, or the first of a time without an end."""
        return (self.when.last or self.when.first) if self.when else None

    @property
    def middle(self) -> Decimal:
        """What it is compared with others by."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Label:
    """Words in the picture."""

    left: float
    y: int
    """Baseline."""
    text: str
    anchor: str
    """`start` at the left edge, `end` at the right one, else `middle`."""


@dataclass(frozen=True)
class Mark:
    """A figure in its place."""

    kind: Kind
    left: float
    y: int
    top: int
    """Of a range, where its highest number is."""
    bottom: int


@dataclass(frozen=True)
class Stroke:
    """A line from one mark to the next."""

    x1: float
    y1: int
    x2: float
    y2: int
    target: bool


@dataclass(frozen=True)
class Trend:
    """A whole picture."""

    height: int
    zero: int
    """Where zero is."""
    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    """Figures, as many as have room."""
    times: tuple[Label, ...]
    sentence: str

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What its marks mean, in the order of `Kind`."""
        return tuple(kind for kind in Kind if any(mark.kind is kind for mark in self.marks))


def draw_trend(block: Indicators, item: Indicator, units: Units, localizer: Localizer) -> Trend | None:
    """Draw an indicator whose figures have times; None where fewer than two can be drawn or compared.

    Args:
        block: The indicators.
        item: One of them.
        units: Units by id.
        localizer: Says figures and times.
    """
    stated = [*_stated(block, item)]
    figures = [found for kind, value, when in stated if (found := _figure(kind, value, when, item.unit, units))]
    if figures and not all(comparable(figures[0].value, other.value, item.unit, units) for other in figures):
        return None
    placed = [figure for figure in figures if figure.day or figure.kind in (Kind.BASELINE, Kind.TARGET)]
    days = sorted({figure.day for figure in placed if figure.day})
    if len(placed) < 2 or not days:
        return None
    mixed = len({figure.value.unit_in(item.unit) for figure in placed}) > 1
    speaker = _Speaker(localizer, units, item.unit, mixed)
    drawn = _place(placed, days, item.unit, units)
    width = [(figure, mark, speaker.short(figure)) for figure, mark in drawn]
    below = max((mark.bottom for _, mark in drawn), default=0)
    labels = _figures(width)
    axis = max(TOP + PLOT, below, *(label.y for label in labels)) + LINE_HEIGHT + 3
    missing = len([value for _, value, _ in stated if value is not None and _empty(value)])
    return Trend(
        height=axis + 6,
        zero=_height(Decimal(0), *_range(placed, item.unit, units)),
        marks=tuple(mark for _, mark in drawn),
        strokes=(*_strokes(drawn, target=True), *_strokes(drawn, target=False)),
        labels=labels,
        times=_times(drawn, localizer, axis),
        sentence=speaker.sentence(placed, missing),
    )


def _stated(block: Indicators, item: Indicator) -> Iterator[tuple[Kind, Value, Period | None]]:
    """Yield every figure of an indicator with its kind and time."""
    for name in SINGLE:
        if value := getattr(item, name):
            yield Kind(name), value, value.when
    for column in block.columns:
        if value := item.values.get(column.id):
            yield column.kind, value, value.when or column.when


def _empty(value: Value) -> bool:
    """Whether the source gives no number: it says so, or sets it later."""
    return value.quantity is None or value.quantity.form in (Form.LATER, Form.UNKNOWN, Form.MISSING)


def _figure(kind: Kind, value: Value, when: Period | None, unit: str | None, units: Units) -> Figure | None:
    """Return a figure with its numbers; None for words."""
    quantity = value.quantity
    if quantity is None or not quantity.numbers:
        return None
    if quantity.share is not None:
        return Figure(kind, value, when, 100 * quantity.share, 100 * quantity.share)
    own = value.unit_in(unit)
    factor = units[own].factor if own and own in units else Decimal(1)
    numbers = quantity.numbers if quantity.form is Form.RANGE else (sum(quantity.numbers, Decimal(0)),)
    return Figure(kind, value, when, numbers[0] * factor, numbers[-1] * factor)


def _range(figures: Sequence[Figure], unit: str | None, units: Units) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number of the picture: zero is always in it, and all of a percentage."""
    percent = all(figure.value.unit_in(unit) == PERCENT for figure in figures)
    most = max(*(figure.high for figure in figures), Decimal(100 if percent else 0))
    return min(*(figure.low for figure in figures), Decimal(0)), most


def _height(number: Decimal, least: Decimal, most: Decimal) -> int:
    return TOP + round(PLOT * (1 - float((number - least) / (most - least)))) if most > least else TOP + PLOT


def _place(
    figures: Sequence[Figure], days: Sequence[date], unit: str | None, units: Units
) -> tuple[tuple[Figure, Mark], ...]:
    """Put each figure in its place; a starting level without a time is first, a target without one last."""
    least, most = _range(figures, unit, units)
    start = BEFORE if any(figure.kind is Kind.BASELINE and not figure.day for figure in figures) else EDGE
    length = (days[-1] - days[0]).days

    def left(figure: Figure) -> float:
        if figure.day is None:
            return EDGE if figure.kind is Kind.BASELINE else 100 - EDGE
        if not length:
            return 50.0
        return round(start + (100 - EDGE - start) * (figure.day - days[0]).days / length, 2)

    def mark(figure: Figure) -> Mark:
        top, bottom = (_height(number, least, most) for number in (figure.high, figure.low))
        return Mark(figure.kind, left(figure), (top + bottom) // 2, top, bottom)

    return tuple(sorted(((figure, mark(figure)) for figure in figures), key=lambda pair: pair[1].left))


def _strokes(drawn: Sequence[tuple[Figure, Mark]], target: bool) -> Iterator[Stroke]:
    """Yield the lines between targets, or between what was measured."""
    marks = [mark for figure, mark in drawn if (figure.kind is Kind.TARGET) is target]
    yield from (Stroke(one.left, one.y, other.left, other.y, target) for one, other in pairwise(marks))


def _figures(drawn: Sequence[tuple[Figure, Mark, str]]) -> tuple[Label, ...]:
    """Write the figures above their marks; of two marks at one place, the lower one's below it."""
    above: list[Label] = []
    below: list[Label] = []
    for _, mark, text in drawn:
        others = [other for _, other, _ in drawn if other is not mark and abs(other.left - mark.left) < 2 * EDGE]
        under = any((other.y, other.kind) < (mark.y, mark.kind) for other in others)
        label = Label(mark.left, mark.bottom + 19 if under else mark.top - 9, text, _anchor(mark.left))
        (below if under else above).append(label)
    return (*_fitting(above), *_fitting(below))


def _times(drawn: Sequence[tuple[Figure, Mark]], localizer: Localizer, y: int) -> tuple[Label, ...]:
    """Write the times of the marks below them, each once."""
    times: dict[float, str] = {}
    for figure, mark in drawn:
        moment = (figure.when.end or figure.when.start) if figure.when else None
        if moment:
            times.setdefault(mark.left, localizer.moment(moment))
    return _fitting([Label(left, y, text, _anchor(left)) for left, text in times.items()])


def _anchor(left: float) -> str:
    return "start" if left < 2 * EDGE else "end" if left > 100 - 2 * EDGE else "middle"


def _fitting(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Return the labels that touch no other in the narrowest picture: the last, then the others in turn."""
    kept: list[Label] = []
    for label in [*labels[-1:], *labels[:-1]]:
        one, two = _extent(label)
        if all(two < _extent(other)[0] or one > _extent(other)[1] for other in kept):
            kept.append(label)
    return tuple(sorted(kept, key=lambda label: label.left))


def _extent(label: Label) -> tuple[float, float]:
    """Return where a label begins and ends, in pixels."""
    width, left = FIGURE * len(label.text) + 6, NARROW * label.left / 100
    start = {"start": left - 6, "end": left - width + 6}.get(label.anchor, left - width / 2)
    return start, start + width


@dataclass(frozen=True)
class _Speaker:
    """Says figures, and what the picture shows."""

    localizer: Localizer
    units: Mapping[str, Unit]
    unit: str | None
    mixed: bool
    """Whether the figures have several units, of different size."""

    def short(self, figure: Figure) -> str:
        """A figure without the name of its unit, where all have the same; a sign such as % stays."""
        unit = self._unit(figure)
        quantity = figure.value.quantity
        assert quantity
        own = unit if unit and (self.mixed or unit.forms is None) else None
        return self.localizer.quantity(replace(quantity, per=None), own)

    def said(self, figure: Figure) -> str:
        """A figure with its unit and its time."""
        quantity = figure.value.quantity
        assert quantity
        per = self.units.get(quantity.per) if quantity.per else None
        amount = self.localizer.quantity(quantity, self._unit(figure), per)
        return f"{amount} ({self.localizer.deadline(figure.when)})" if figure.when else amount

    def sentence(self, figures: Sequence[Figure], missing: int) -> str:
        """What the picture shows: where it starts, where it should go, and where it has come."""
        timed = sorted(figures, key=lambda figure: figure.day or date.max)
        targets = [figure for figure in timed if figure.kind is Kind.TARGET]
        parts = [self._one(figure, Kind.BASELINE) for figure in timed if figure.kind is Kind.BASELINE]
        parts += [*self._targets(targets)]
        for kind in (Kind.ACTUAL, Kind.PRELIMINARY, Kind.FORECAST):
            parts += [*self._results([figure for figure in timed if figure.kind is kind], kind)]
        if missing:
            parts.append(
                self.localizer.ngettext(
                    "{number} figure is missing: the source gives no number.",
                    "{number} figures are missing: the source gives no number.",
                    missing,
                ).format(number=self.localizer.number(missing))
            )
        return " ".join(parts)

    def _one(self, figure: Figure, kind: Kind) -> str:
        gettext = self.localizer.gettext
        words = {
            Kind.BASELINE: gettext("Starting level: {figure}."),
            Kind.TARGET: gettext("Target: {figure}."),
            Kind.ACTUAL: gettext("Result: {figure}."),
            Kind.PRELIMINARY: gettext("Preliminary result: {figure}."),
            Kind.FORECAST: gettext("Forecast: {figure}."),
        }
        return words[kind].format(figure=self.said(figure))

    def _targets(self, targets: Sequence[Figure]) -> Iterator[str]:
        if len(targets) < 2:
            yield from (self._one(target, Kind.TARGET) for target in targets)
            return
        first, last, gettext = targets[0], targets[-1], self.localizer.gettext
        way = gettext("The target stays the same: {first}, {last}.")
        if first.middle != last.middle:
            rises, falls = gettext("The target rises: {first}, {last}."), gettext("The target falls: {first}, {last}.")
            way = rises if first.middle < last.middle else falls
        yield way.format(first=self.said(first), last=self.said(last))
        if between := len(targets) - 2:
            yield self.localizer.ngettext(
                "Between them is {number} target.", "Between them are {number} targets.", between
            ).format(number=self.localizer.number(between))

    def _results(self, results: Sequence[Figure], kind: Kind) -> Iterator[str]:
        if len(results) < 2 or kind is not Kind.ACTUAL:
            yield from (self._one(result, kind) for result in results)
            return
        yield self.localizer.gettext("The first result is {first}, the latest {last}.").format(
            first=self.said(results[0]), last=self.said(results[-1])
        )

    def _unit(self, figure: Figure) -> Unit | None:
        id = figure.value.unit_in(self.unit)
        return self.units.get(id) if id else None
