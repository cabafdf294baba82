"""Quantities: every notation, what it comes to, and what cannot be one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from planssi.quantities import Bound, Form, Quantity, Span


@pytest.mark.parametrize(
    ("text", "form", "numbers", "bound"),
    [
        ("1050", Form.NUMBER, ["1050"], Bound.EXACT),
        ("0", Form.NUMBER, ["0"], Bound.EXACT),
        ("4.12", Form.NUMBER, ["4.12"], Bound.EXACT),
        ("-3", Form.NUMBER, ["-3"], Bound.EXACT),
        (" 5 ", Form.NUMBER, ["5"], Bound.EXACT),
        ("about 2670", Form.NUMBER, ["2670"], Bound.ABOUT),
        ("over 10", Form.NUMBER, ["10"], Bound.OVER),
        ("under 14", Form.NUMBER, ["14"], Bound.UNDER),
        ("at least 100", Form.NUMBER, ["100"], Bound.AT_LEAST),
        ("at most 20", Form.NUMBER, ["20"], Bound.AT_MOST),
        ("20..25", Form.RANGE, ["20", "25"], Bound.EXACT),
        ("1.5 .. 2.5", Form.RANGE, ["1.5", "2.5"], Bound.EXACT),
        ("about 1000..2000", Form.RANGE, ["1000", "2000"], Bound.ABOUT),
        ("48 + 34", Form.SUM, ["48", "34"], Bound.EXACT),
        ("48+34+1", Form.SUM, ["48", "34", "1"], Bound.EXACT),
        ("698 / 788", Form.RATIO, ["698", "788"], Bound.EXACT),
        ("698/788", Form.RATIO, ["698", "788"], Bound.EXACT),
        ("yes", Form.YES, [], Bound.EXACT),
        ("no", Form.NO, [], Bound.EXACT),
        ("later", Form.LATER, [], Bound.EXACT),
        ("unknown", Form.UNKNOWN, [], Bound.EXACT),
        ("missing", Form.MISSING, [], Bound.EXACT),
    ],
)
def test_notation(text: str, form: Form, numbers: list[str], bound: Bound) -> None:
    """Each notation stands for its form, its exact numbers and its bound."""
    quantity = Quantity.parse(text)
    assert (quantity.form, [str(number) for number in quantity.numbers], quantity.bound) == (form, numbers, bound)
    assert (quantity.unit, quantity.per) == (None, None)


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [
        ("under 1 month", "month", None),
        ("2 per quarter", None, "quarter"),
        ("44000 euro per year", "euro", "year"),
        ("20..25 person-year", "person-year", None),
        ("698 / 788 assessment", "assessment", None),
    ],
)
def test_unit(text: str, unit: str | None, per: str | None) -> None:
    """A quantity may have a unit of its own, and one by which it is counted."""
    quantity = Quantity.parse(text)
    assert (quantity.unit, quantity.per) == (unit, per)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ten",
        "10,5",
        "1 050 000",
        "10 %",
        "10%",
        "<14",
        ">10",
        "n. 100",
        "about",
        "over",
        "over under 10",
        "About 10",
        "at least",
        "25..20",
        "20..20",
        "20..",
        "..20",
        "20..25..30",
        "over 20..25",
        "48 +",
        "about 48 + 34",
        "1 / 0",
        "1 / 2 / 3",
        "1 / 2 + 3",
        "over 1 / 2",
        "007",
        "1.",
        ".5",
        "1e5",
        "1_000",
        "5 per",
        "per year",
        "yes yes",
        "Yes",
        "kyllä",
        "True",
        "None",
        "9999999999999999999",
        "5 Days",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    """What is not written in one of the notations is refused, never guessed."""
    with pytest.raises(ValueError):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("text", "number", "share"),
    [
        ("4.12", "4.12", None),
        ("48 + 34", "82", None),
        ("698 / 788", None, "0.89"),
        ("about 5", None, None),
        ("over 5", None, None),
        ("20..25", None, None),
        ("later", None, None),
    ],
)
def test_what_it_comes_to(text: str, number: str | None, share: str | None) -> None:
    """Parts are added and a part is shared by its whole; whatever is not exact comes to no number."""
    quantity = Quantity.parse(text)
    assert quantity.number == (None if number is None else Decimal(number))
    assert (quantity.share is None) == (share is None)
    assert share is None or round(quantity.share or Decimal(0), 2) == Decimal(share)


def span(text: str) -> Span:
    """Return the numbers that a quantity allows."""
    found = Quantity.parse(text).span
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("5", "5"),
        ("11", "over 10"),
        ("10", "at least 10"),
        ("over 10", "at least 10"),
        ("over 10", "over 10"),
        ("20..25", "20..30"),
        ("21..25", "over 20"),
        ("6", "under 7"),
        ("at most 6", "under 7"),
        ("48 + 34", "at least 82"),
    ],
)
def test_within(inner: str, outer: str) -> None:
    """Every number of the first is allowed by the second."""
    assert span(inner).within(span(outer))
    assert not span(inner).apart(span(outer))


@pytest.mark.parametrize(
    ("one", "other"),
    [("10", "over 10"), ("7", "under 7"), ("at most 7", "over 7"), ("20..25", "26"), ("5", "at least 6")],
)
def test_apart(one: str, other: str) -> None:
    """No number is allowed by both."""
    assert span(one).apart(span(other))
    assert span(other).apart(span(one))
    assert not span(one).within(span(other))


@pytest.mark.parametrize(("one", "other"), [("over 10", "over 20"), ("20..25", "over 22"), ("at most 7", "at least 7")])
def test_neither(one: str, other: str) -> None:
    """Some numbers of the first are allowed by the second and some are not."""
    assert not span(one).within(span(other))
    assert not span(one).apart(span(other))


def test_words_allow_no_numbers() -> None:
    """Words, ratios and what is only about right cannot be compared."""
    for text in ("yes", "later", "unknown", "missing", "1 / 2", "about 5"):
        assert Quantity.parse(text).span is None


def test_scaled() -> None:
    """A span is told in a smaller unit."""
    assert span("under 2").scaled(Decimal(30)) == span("under 60")
