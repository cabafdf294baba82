"""Numbers as a source says them: exact, about, more or less than, a range, parts, a share, or not yet known.

An editor writes one short text: `1050`, `4.12`, `about 2670`, `over 10`, `under 14`, `at least 100`, `at most 20`, a
range `20..25`, parts that the source does not add `48 + 34`, a part of a whole `698 / 788`, `yes`, `no`, `later` (to be
set later), `unknown` (nobody has counted) or `missing` (a hole in the source, such as "x?"). A unit may follow (`under
1 month`), and what the number is counted by (`2 per quarter`, `44000 euro per year`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Form(StrEnum):
    """What a quantity is made of."""

    NUMBER = "number"
    RANGE = "range"
    SUM = "sum"
    """Parts that the source states side by side."""
    RATIO = "ratio"
    """A part and its whole."""
    YES = "yes"
    NO = "no"
    LATER = "later"
    """The source says that it will be set later."""
    UNKNOWN = "unknown"
    """The source says that nobody has counted."""
    MISSING = "missing"
    """The source has a hole where a number should be."""


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"


WORDS = (Form.YES, Form.NO, Form.LATER, Form.UNKNOWN, Form.MISSING)
"""Forms that are a word of their own."""

NUMBER = r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?"
UNIT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
QUANTITY = re.compile(
    rf"(?:(?P<bound>about|over|under|at least|at most) +)?"
    rf"(?P<first>{NUMBER})"
    rf"(?: *(?P<sign>\.\.|/|\+) *(?P<second>{NUMBER})(?P<more>(?: *\+ *{NUMBER})*))?"
    rf"(?: +(?!per\b)(?P<unit>{UNIT}))?(?: +per +(?P<per>{UNIT}))?$"
)
_TAIL = rf"(?: +(?!per\b){UNIT})?(?: +per +{UNIT})?"
_NUMBER = (
    rf"(?:(?:about|over|under|at least|at most) +)?{NUMBER}"
    rf"|(?:about +)?{NUMBER} *\.\. *{NUMBER}"
    rf"|{NUMBER} */ *(?!-?0(?:\.0+)?(?![.0-9])){NUMBER}"
    rf"|{NUMBER}(?: *\+ *{NUMBER})+"
)
QUANTITY_PATTERN = rf"^\s*(?:{'|'.join(WORDS)}|(?:{_NUMBER}){_TAIL})\s*$"
"""Every quantity, as a regular expression that editors understand too (ECMA-262); also ranges that do not rise, for no
pattern can compare."""
DURATION_PATTERN = rf"^\s*(?:{_NUMBER}) +(?!per\b){UNIT}(?: +per +{UNIT})?\s*$"
"""Every quantity that has a unit of its own."""

FORMS = {None: Form.NUMBER, "..": Form.RANGE, "/": Form.RATIO, "+": Form.SUM}


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers that a quantity allows, from `low` to `high`; None where there is no end."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    """Whether `low` itself is left out, as in "over 10"."""
    open_high: bool = False

    def scaled(self, factor: Decimal) -> Span:
        """Return the span in a unit that is this many times smaller; `factor` is above 0."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Span(low, high, self.open_low, self.open_high)

    def within(self, other: Span) -> bool:
        """Whether every number of this span is in the other."""
        above = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low)))
        )
        below = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.open_high or not other.open_high)))
        )
        return above and below

    def apart(self, other: Span) -> bool:
        """Whether no number is in both spans."""
        return self._before(other) or other._before(self)

    def _before(self, other: Span) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.open_high or other.open_low))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the source says it."""

    form: Form
    numbers: tuple[Decimal, ...] = ()
    """In the order of the source; empty for a word, two for a range or a ratio, two or more for a sum."""
    bound: Bound = Bound.EXACT
    unit: str | None = None
    """Id of its own unit, which goes before the one of its row."""
    per: str | None = None
    """Id of the unit by which it is counted, for a rate."""

    @property
    def number(self) -> Decimal | None:
        """The number that an exact quantity comes to, parts added; None for every other."""
        if self.bound is not Bound.EXACT or self.form not in (Form.NUMBER, Form.SUM):
            return None
        return sum(self.numbers, Decimal(0))

    @property
    def share(self) -> Decimal | None:
        """The part of a ratio as a share of its whole; None for every other form."""
        return self.numbers[0] / self.numbers[1] if self.form is Form.RATIO else None

    @property
    def span(self) -> Span | None:
        """The numbers it allows; None for words, for ratios and where it is only about right."""
        if self.bound is Bound.ABOUT or self.form in WORDS or self.form is Form.RATIO:
            return None
        if self.form is Form.RANGE:
            return Span(self.numbers[0], self.numbers[1])
        number = sum(self.numbers, Decimal(0))
        return {
            Bound.OVER: Span(number, None, open_low=True),
            Bound.AT_LEAST: Span(number, None),
            Bound.UNDER: Span(None, number, open_high=True),
            Bound.AT_MOST: Span(None, number),
        }.get(self.bound, Span(number, number))

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read a quantity.

        Raises:
            ValueError: When the text is not a quantity, a range does not rise, or a whole is 0.
        """
        text = text.strip()
        if text in WORDS:
            return cls(Form(text))
        match = QUANTITY.match(text)
        if not match:
            raise ValueError(text)
        form = FORMS[match["sign"]]
        numbers = [Decimal(match[name]) for name in ("first", "second") if match[name]]
        numbers += [Decimal(number) for number in re.findall(NUMBER, match["more"] or "")]
        bound = Bound(match["bound"] or Bound.EXACT)
        if form is not Form.SUM and len(numbers) > 2:
            raise ValueError(text)
        if form is Form.RANGE and (numbers[0] >= numbers[1] or bound not in (Bound.EXACT, Bound.ABOUT)):
            raise ValueError(text)
        if form is Form.RATIO and not numbers[1]:
            raise ValueError(text)
        if form in (Form.SUM, Form.RATIO) and bound is not Bound.EXACT:
            raise ValueError(text)
        return cls(form, tuple(numbers), bound, match["unit"], match["per"])
