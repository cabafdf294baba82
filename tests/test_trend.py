"""The picture of an indicator: what can be drawn, labels that never touch, and a sentence that is true."""

from __future__ import annotations

from itertools import combinations

import pytest
from golden import make, small_site
from planssi.blocks.indicators import Indicators, Kind
from planssi.drawing import FIGURE, NARROW
from planssi.localizer import Localizer
from planssi.trend import PLOT, TOP, Label, Trend, draw_trend

SITE = small_site()
KINDS = {"b": "baseline", "t": "target", "r": "actual", "p": "preliminary", "f": "forecast"}


def trend(figures: str, more: str = "unit: percent", language: str = "fi") -> Trend | None:
    """Return the picture of an indicator.

    Args:
        figures: Pairs such as `t2024: 10, r2024: over 5`; the letter is the kind, the rest the time.
        more: What else the indicator says.
        language: Of the words.
    """
    pairs = [pair.split(": ", 1) for pair in figures.split("; ")] if figures else []
    columns = "".join(f"  - {{id: {id.lower()}, kind: {KINDS[id[0]]}, when: {id[1:]}}}\n" for id, _ in pairs)
    values = ", ".join(f"{id.lower()}: {value}" for id, value in pairs)
    text = f"title: {{fi: A, sv: A}}\n{'columns:' if columns else ''}\n{columns}indicators:\n"
    text += f"  - {{id: a, title: {{fi: A, sv: A}}, {more}, values: {{{values}}}, source: plan/2}}\n"
    made = make("indicators", text, SITE)
    block = made.block
    assert isinstance(block, Indicators), made.problems
    localizer = Localizer(SITE.language(language))
    return draw_trend(block, block.indicators[0], made.plan.units, localizer)


def sentence(figures: str, more: str = "unit: percent", language: str = "fi") -> str:
    """Return what the page says of such a picture; empty where there is none."""
    drawn = trend(figures, more, language)
    return drawn.sentence.replace("\xa0", " ") if drawn else ""


@pytest.mark.parametrize(
    ("figures", "more"),
    [
        ("", "unit: percent"),
        ("t2024: 10", "unit: percent"),
        ("t2024: later; t2025: missing", "unit: percent"),
        ("t2024: 10; t2025: later", "unit: percent"),
        ("", "unit: percent, baseline: 5, target: 10"),
    ],
)
def test_fewer_than_two_figures_in_time_are_no_picture(figures: str, more: str) -> None:
    """One figure is no line, words have no place, and figures without any time have no axis."""
    assert trend(figures, more) is None


def test_what_counts_different_things_is_not_drawn() -> None:
    """Persons and percent have no common line; months and days have."""
    assert trend("t2024: 10; t2025: 5 person") is None
    assert trend("t2024: 5 month; t2025: 60", "unit: day") is not None


def test_the_sentence_tells_two_targets_and_counts_those_between() -> None:
    """Two targets need no count; of more, those between are counted, one and many."""
    assert sentence("t2024: 10; t2025: 20") == "Tavoite nousee: 10 % (2024), 20 % (2025)."
    assert sentence("t2024: 20; t2025: 10") == "Tavoite laskee: 20 % (2024), 10 % (2025)."
    assert sentence("t2024: 20; t2025: 20") == "Tavoite pysyy samana: 20 % (2024), 20 % (2025)."
    assert sentence("t2023: 5; t2024: 10; t2025: 20").endswith("Niiden välissä on 1 tavoite.")
    assert sentence("t2022: 5; t2023: 5; t2024: 10; t2025: 20").endswith("Niiden välissä on 2 tavoitetta.")
    swedish = sentence("t2022: over 5; t2023: 5; t2025: 20", language="sv")
    assert swedish == "Målet stiger: över 5 % (2022), 20 % (2025). Mellan dem finns 1 mål."


def test_the_sentence_tells_results_beside_targets() -> None:
    """The first and the latest result, each with its time; what is forecast is called so."""
    assert sentence("t2024: 10; r2024: 12") == "Tavoite: 10 % (2024). Tulos: 12 % (2024)."
    several = sentence("b2020: 1; t2024: 10; r2022: 4; r2024: 12; f2025: 14")
    assert several == (
        "Lähtötaso: 1 % (2020). Tavoite: 10 % (2024). Ensimmäinen tulos on 4 % (2022), viimeisin 12 % (2024). "
        "Ennuste: 14 % (2025)."
    )


def test_missing_figures_are_counted() -> None:
    """A figure that the source sets later, or has not counted, is told: one and several."""
    assert sentence("t2023: 1; t2024: 2; t2025: later").endswith("1 luku puuttuu: lähde ei anna siitä numeroa.")
    assert sentence("t2023: 1; t2024: 2; t2025: later; r2024: unknown").endswith(
        "2 lukua puuttuu: lähde ei anna niistä numeroita."
    )


def test_open_times_are_said_and_placed() -> None:
    """A target "no later than", one that goes on from a time, and those without a time."""
    until = "unit: percent, baseline: {is: 5, when: 2020}, target: {is: 10, when: ../2025}"
    assert sentence("", until) == "Lähtötaso: 5 % (2020). Tavoite: 10 % (viimeistään 2025)."
    onwards = "unit: percent, baseline: {is: 5, when: 2020}, target: {is: 10, when: 2025/..}"
    assert sentence("", onwards) == "Lähtötaso: 5 % (2020). Tavoite: 10 % (2025 ja siitä eteenpäin)."
    drawn = trend("r2022: 7", "unit: percent, baseline: 5, target: 10")
    assert drawn is not None
    assert [mark.kind for mark in drawn.marks] == [Kind.BASELINE, Kind.ACTUAL, Kind.TARGET]
    assert (
        sentence("r2022: 7", "unit: percent, baseline: 5, target: 10")
        == "Lähtötaso: 5 %. Tavoite: 10 %. Tulos: 7 % (2022)."
    )


def test_zero_is_in_the_picture_and_all_of_a_percentage() -> None:
    """Heights are true: zero is the line, a hundred percent the top, and half is half way."""
    drawn = trend("t2023: 0; t2024: 50; t2025: 100")
    assert drawn is not None
    assert [mark.y for mark in drawn.marks] == [TOP + PLOT, TOP + PLOT // 2, TOP]
    assert drawn.zero == TOP + PLOT
    nothing = trend("t2023: 0; t2024: 0", "unit: person")
    assert nothing is not None
    assert {mark.y for mark in nothing.marks} == {TOP + PLOT}


def box(label: Label) -> tuple[float, float, int]:
    """Return where a label is: its left and right edge and its baseline."""
    width, left = FIGURE * len(label.text), NARROW * label.left / 100
    start = {"start": left - 6, "end": left - width + 6}.get(label.anchor, left - width / 2)
    return start, start + width, label.y


@pytest.mark.parametrize(
    "figures",
    [
        "t2024: 123456789; r2024: 987654321",
        "t2023: over 10; t2024: over 25; t2025: over 30; r2023: 9; r2024: 26; r2025: 31",
        "; ".join(f"t{year}: {year * 1000}" for year in range(2015, 2030)),
        "b2020: 1000000; t2021: 2000000; r2021-Q1: 1500000; r2021-Q2: 1600000; r2021-Q3: 1700000",
        "t2023: 20..30; r2023: 25",
    ],
)
def test_labels_never_touch(figures: str) -> None:
    """On the narrowest screen no label covers another, leaves the picture or lies on the line of times."""
    drawn = trend(figures, "unit: person")
    assert drawn is not None
    assert drawn.labels
    for one, other in combinations([*drawn.labels, *drawn.times], 2):
        (a, b, y), (c, d, z) = box(one), box(other)
        assert b <= c or d <= a or abs(y - z) >= 12, (one, other)
    for label in (*drawn.labels, *drawn.times):
        start, end, y = box(label)
        assert start >= -7 and end <= NARROW + 7 and 12 <= y <= drawn.height, label
