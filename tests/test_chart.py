"""The picture of a timeline: an axis whose labels never touch, bars that never cover each other, and today."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations, pairwise

import pytest
from golden import make, small_site
from planssi.blocks.timeline import Timeline
from planssi.chart import CHARACTER, WIDE, Chart, draw
from planssi.drawing import NARROW
from planssi.fields import Known
from planssi.localizer import Localizer
from planssi.model import Language
from planssi.reader import parse_yaml
from planssi.renderer import Renderer
from planssi.validation import validate

LANGUAGES = ("fi", "sv")


@cache
def localizer(language: str) -> Localizer:
    """Return the words of a language."""
    return Localizer(Language(code=language, locale=f"{language}_FI", name=language, switch=language))


def timeline(text: str) -> Timeline:
    """Return the timeline of a file that has these lines below its title."""
    block, problems, _ = validate(Timeline, parse_yaml(f"title: {{fi: A, sv: A}}\n{text}", "").data, Known(LANGUAGES))
    assert not problems
    assert block
    return block


def chart(text: str, language: str = "fi", today: str = "2010-01-01") -> Chart:
    """Return the picture of such a timeline."""
    speaker = localizer(language)
    return draw(timeline(text), speaker, speaker.words, date.fromisoformat(today))


def rows(*times: str) -> str:
    """Return the lines of a timeline with a row for each time."""
    lines = [f"  - {{id: r{n}, title: {{fi: A, sv: A}}, when: {when}, source: a/b}}" for n, when in enumerate(times)]
    return "rows:\n" + "\n".join(lines)


def axis(first: str, last: str) -> str:
    """Return the lines of a timeline that has an axis."""
    return f"axis: {{when: {first}/{last}}}\n" + rows(first)


def spans(longest: int) -> list[tuple[str, str, int]]:
    """Return the first and last month of every axis of so many months or fewer, and how many it has."""
    months = range(12 * 2023, 12 * 2024)
    return [
        (f"{a // 12}-{a % 12 + 1:02}", f"{(a + n - 1) // 12}-{(a + n - 1) % 12 + 1:02}", n)
        for a in months
        for n in range(1, longest + 1)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wide", [False, True])
def test_labels_never_touch(language: str, wide: bool) -> None:
    """From one month to ten years and from any month on, no label reaches the next one or the edge."""
    for first, last, months in spans(120):
        drawn = chart(axis(first, last), language)
        width = WIDE if wide else NARROW
        shown = [label for label in drawn.labels if wide or not label.wide]
        assert shown, (first, last)
        for y in {label.y for label in shown}:
            tier = sorted((label.left, label.text) for label in shown if label.y == y)
            for (left, text), (right, _) in pairwise([*tier, (100.0, "")]):
                assert (right - left) * width / 100 >= CHARACTER * len(text), (first, last, months, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_axis_names_what_its_length_allows(language: str) -> None:
    """Up to 18 months it names months, up to three years quarters, beyond these years; a line stands for each."""
    for first, last, months in spans(120):
        drawn = chart(axis(first, last), language)
        texts = [label.text for label in drawn.labels if not label.text.isdigit()]
        assert any(label.text.isdigit() for label in drawn.labels) or months < 3
        if months > 36:
            assert not texts, (first, last)
        elif months > 18:
            assert texts
            assert all(text in ("Q1", "Q2", "Q3", "Q4") for text in texts)
        elif months > 3:
            assert texts
            assert not any(text.startswith("Q") for text in texts)
        assert len(drawn.ticks) <= 24


@pytest.mark.parametrize(
    ("times", "first", "last"),
    [
        (("2024-04-10/2024-06-02",), "2024-04-01", "2024-06-30"),
        (("2024-01/2025-06",), "2024-01-01", "2025-06-30"),
        (("2024-02/2025-08",), "2024-01-01", "2025-12-31"),
        (("2024-spring", "2029-12-31"), "2024-01-01", "2029-12-31"),
        (("2024-11/..",), "2024-01-01", "2024-12-31"),
        (("../2024-02-29", "2023-12"), "2023-01-01", "2024-12-31"),
    ],
)
def test_computed_axis(times: Sequence[str], first: str, last: str) -> None:
    """An axis has whole months where these are 18 or fewer, and whole years otherwise or where a time goes on."""
    assert timeline(rows(*times)).span == (date.fromisoformat(first), date.fromisoformat(last))


def test_declared_axis_holds_every_time() -> None:
    """The source's axis is kept, and longer where a row lies outside it."""
    assert timeline(axis("2022-05", "2025-12")).span == (date(2022, 5, 1), date(2025, 12, 31))
    wider = timeline("axis: {when: 2022-05/2025-12}\n" + rows("2026-Q1"))
    assert wider.span == (date(2022, 5, 1), date(2026, 3, 31))


def test_bars_of_a_row_never_cover_each_other() -> None:
    """Bars that overlap lie in lanes of their own, each with room for its letter; others share a lane."""
    phases = "phases: [{id: a, name: {fi: A, sv: A}}, {id: b, name: {fi: B, sv: B}}]\n"
    bars = "".join(
        f"      - {{when: 202{y}-Q{q}/202{y}-Q{min(q + y % 3, 4)}, phase: {'ab'[q % 2]}}}\n"
        for y in range(6)
        for q in (1, 2, 4)
    )
    drawn = chart(
        f"{phases}rows:\n  - id: r\n    title: {{fi: A, sv: A}}\n    bars:\n{bars}      - {{when: 2020/..}}\n"
        "      - {when: ../2023-05-01, milestone: true}\n    source: a/b"
    )
    assert len(drawn.bars) == 20
    assert {bar.letter for bar in drawn.bars} == {"A", "B", ""}
    for one, other in combinations(drawn.bars, 2):
        if one.top == other.top:
            first, second = sorted((one, other), key=lambda bar: bar.left)
            assert second.left - first.right >= (15 / NARROW * 100 if first.letter else -0.05)
    assert len({bar.top for bar in drawn.bars}) < 10
    assert all(0 <= bar.left <= bar.right <= 100 for bar in drawn.bars)


def test_adjacent_bars_without_letters_share_a_lane() -> None:
    """Where there is one phase or none, no letter needs room."""
    drawn = chart("rows:\n  - {id: r, title: {fi: A, sv: A}, bars: [{when: 2024-Q1}, {when: 2024-Q2}], source: a/b}")
    assert len({bar.top for bar in drawn.bars}) == 1
    assert not drawn.lettered


def test_phases_beyond_the_patterns_have_other_letters() -> None:
    """Thirty phases: no two have the same pattern and letter."""
    phases = ", ".join(f"{{id: p{n}, name: {{fi: A, sv: A}}}}" for n in range(30))
    bars = ", ".join(f"{{when: 2024, phase: p{n}}}" for n in range(30))
    row = f"{{id: r, title: {{fi: A, sv: A}}, bars: [{bars}, {{when: 2024}}], source: a/b}}"
    drawn = chart(f"phases: [{phases}]\nrows: [{row}]")
    looks = {(phase.pattern, phase.letter) for phase in drawn.legend}
    assert len(looks) == 31
    assert {phase.letter for phase in drawn.legend} >= {"A", "Z", "AA", "AD"}


@pytest.mark.parametrize(
    ("today", "shown"), [("2023-12-31", False), ("2024-01-01", True), ("2024-12-31", True), ("2025-01-01", False)]
)
def test_today_stands_only_on_the_axis(today: str, shown: bool) -> None:
    """The day of the content is marked from the first to the last day of the axis."""
    drawn = chart(axis("2024-01", "2024-12"), today=today)
    assert (drawn.today is not None) is shown


def test_words_of_today_have_room() -> None:
    """The words stand on the side of the line that has room for them."""
    for day in range(1, 366, 7):
        today = date.fromordinal(date(2024, 1, 1).toordinal() + day).isoformat()
        mark = chart(axis("2024-01", "2024-12"), today=today).today
        assert mark
        assert mark.text.startswith("Tilanne ")
        assert (mark.left if mark.before else 100 - mark.left) >= 49


def test_a_long_picture_repeats_its_axis() -> None:
    """In sixty rows the axis is never further than twelve rows away, and rows do not touch it."""
    drawn = chart(rows(*["2022/2027"] * 60))
    assert drawn.rows == 60
    assert len(drawn.axes) == 5
    tall = max(label.y for label in drawn.labels)
    for top in drawn.axes:
        assert not [bar for bar in drawn.bars if top - 16 < bar.top < top + tall]
        assert not [line for line in drawn.lines if top < line.y < top + tall + 12]


def test_paper_may_end_between_strips() -> None:
    """A long picture is cut before each axis into parts that fit on a page, with every line and bar in one of them."""
    lanes = ", ".join(f"{{when: 202{n}/..}}" for n in range(5))
    many = (f"  - {{id: r{n}, title: {{fi: A, sv: A}}, bars: [{lanes}], source: a/b}}" for n in range(40))
    drawn = chart("rows:\n" + "\n".join(many))
    assert len(drawn.strips) == len(drawn.axes) > 4
    assert sum(strip.height for strip in drawn.strips) == drawn.height
    assert sum(len(strip.bars) for strip in drawn.strips) == len(drawn.bars) == 200
    assert sum(len(strip.lines) for strip in drawn.strips) == len(drawn.lines) == 40
    for strip in drawn.strips:
        assert strip.height < 900
        assert all(0 < line.y <= strip.height for line in strip.lines)
        assert all(0 < bar.top <= strip.height - 16 for bar in strip.bars)


def test_bars_that_touch_have_a_seam() -> None:
    """Two bars of a lane that follow each other without a gap are seen to be two; others have no seam."""
    touching = chart("rows:\n  - {id: r, title: {fi: A, sv: A}, bars: [{when: 2024-Q1}, {when: 2024-Q2}], source: a/b}")
    assert [(seam.left, seam.top) for seam in touching.seams] == [(touching.bars[1].left, touching.bars[1].top)]
    apart = chart("rows:\n  - {id: r, title: {fi: A, sv: A}, bars: [{when: 2024-Q1}, {when: 2024-Q3}], source: a/b}")
    assert not apart.seams


def test_the_legend_has_the_kinds_that_are_drawn() -> None:
    """A kind that no bar has is not in the legend, and bars without any kind need none."""
    phases = "phases: [{id: a, name: {fi: A, sv: A}}, {id: b, name: {fi: B, sv: B}}]\n"
    assert [phase.letter for phase in chart(phases + rows("2024, phase: b")).legend] == ["B"]
    assert chart(phases + rows("2024")).legend == ()


def test_a_group_may_have_an_axis_of_its_own() -> None:
    """Where the source has several charts, each group tells what its own covers."""
    text = (
        "axis: {when: 2020/2021}\ngroups:\n  - {id: a, name: {fi: A, sv: A}}\n"
        "  - {id: b, name: {fi: B, sv: B}, axis: {when: 2022/2023}}\nrows:\n"
        "  - {id: r, group: a, title: {fi: R, sv: R}, when: 2020, source: a/b}\n"
        "  - {id: s, group: b, title: {fi: S, sv: S}, when: 2022, source: a/b}\n"
    )
    assert [str(axis.when.first) for axis in timeline(text).axes] == ["2020-01-01", "2022-01-01"]
    assert timeline(text).pick(("b",)).span == (date(2022, 1, 1), date(2023, 12, 31))


def test_headings_of_groups_without_bars_are_left_out() -> None:
    """A group is named in the picture where a row of it is drawn, and the one around it before it."""
    drawn = chart(
        "groups:\n  - {id: a, name: {fi: Ulompi, sv: A}}\n  - {id: b, part_of: a, name: {fi: Eka, sv: B}}\n"
        "  - {id: c, part_of: a, name: {fi: Toka, sv: C}}\nrows:\n"
        "  - {id: r, group: b, title: {fi: Ajaton, sv: R}, source: a/b}\n"
        "  - {id: s, group: c, title: {fi: Ajallinen, sv: S}, when: 2024, source: a/b}\n"
    )
    assert [(line.text, line.level) for line in drawn.lines] == [("Ulompi", 1), ("Toka", 2), ("Ajallinen: 2024", 0)]
    assert not drawn.whole


def test_a_day_can_be_seen() -> None:
    """A bar of one day among six years is wide enough to see, and stays inside the picture."""
    drawn = chart(rows("2022-01-01", "2024-05-05", "2027-12-31"))
    assert all(bar.width * NARROW / 100 > 2 and bar.right <= 100 for bar in drawn.bars)


def test_last_days_of_months() -> None:
    """Ticks stand at first days; a month ends where the next one begins."""
    drawn = chart(rows(*(f"2024-{month:02}" for month in range(1, 13))))
    assert [bar.left for bar in drawn.bars] == [tick.left for tick in drawn.ticks]
    for (one, other), month in zip(pairwise(drawn.bars), range(1, 12), strict=True):
        assert one.right == pytest.approx(other.left, abs=0.02)
        assert one.width == pytest.approx(100 * monthrange(2024, month)[1] / 366, abs=0.02)


@pytest.fixture(scope="module")
def renderers() -> Mapping[str, Renderer]:
    """What renders the miniature site in each language."""
    site = small_site()
    return {code: Renderer(site, Localizer(site.language(code))) for code in LANGUAGES}


@pytest.mark.parametrize(
    ("lines", "fi", "sv"),
    [
        (
            ["A 2024-01/2024-06"],
            "Kuvassa on 1 palkki: A (tammikuu–kesäkuu 2024).",
            "Bilden visar 1 stapel: A (januari–juni 2024).",
        ),
        (["A 2024 2025"], "Kuvassa on 2 palkkia: A (2024–2025).", "Bilden visar 2 staplar: A (2024–2025)."),
        (
            ["A 2024/.."],
            "Kuvassa on 1 palkki: A (2024 ja siitä eteenpäin).",
            "Bilden visar 1 stapel: A (2024 och framåt).",
        ),
        (
            ["A! ../2024-06"],
            "Kuvassa on 1 virstanpylväs: A (viimeistään kesäkuussa 2024).",
            "Bilden visar 1 milstolpe: A (senast i juni 2024).",
        ),
        (
            ["A! 2024-06 2025"],
            "Kuvassa on 2 virstanpylvästä: A (kesäkuu 2024 – 2025).",
            "Bilden visar 2 milstolpar: A (juni 2024 – 2025).",
        ),
        (
            ["A 2024/2025", "B 2023-Q4/2024"],
            "Kuvassa on 2 rivin ajat. Varhaisin alku on Q4/2023: B. Myöhäisin loppu on 2025: A.",
            "Bilden visar tiderna för 2 rader. Den tidigaste starttiden är Q4/2023: B. "
            "Den senaste sluttiden är 2025: A.",
        ),
        (
            ["A 2024/2025-12", "B 2024-Q1/2025", "C 2024-02/2024-03", "D"],
            "Kuvassa on 3 rivin ajat. Varhaisin alku on 2024: 2 riviä. Myöhäisin loppu on 2025: 2 riviä.",
            "Bilden visar tiderna för 3 rader. Den tidigaste starttiden är 2024: 2 rader. "
            "Den senaste sluttiden är 2025: 2 rader.",
        ),
        (
            ["A 2024/..", "B! 2023", "C 2025"],
            "Kuvassa on 3 rivin ajat. Varhaisin alku on 2024: A.",
            "Bilden visar tiderna för 3 rader. Den tidigaste starttiden är 2024: A.",
        ),
        (["A! 2024", "B! 2025"], "Kuvassa on 2 rivin ajat.", "Bilden visar tiderna för 2 rader."),
    ],
)
def test_a_sentence_says_what_the_picture_shows(
    lines: list[str], fi: str, sv: str, renderers: Mapping[str, Renderer]
) -> None:
    """One row or many, one bar or many, milestones, ties, an end that is open, and a row without a time."""
    text = "title: {fi: Ajat, sv: Tider}\nrows:\n"
    for line in lines:
        name, *times = line.split()
        title = name.rstrip("!")
        bars = "".join(f"\n      - {{when: {when}, outside: {{fi: Ei, sv: Nej}}}}" for when in times)
        text += f"  - id: {title.lower()}\n    title: {{fi: {title}, sv: {title}}}\n    source: plan/2\n"
        text += f"    milestone: {str(name != title).lower()}\n" + (f"    bars:{bars}\n" if bars else "")
    made = make("timeline", text, small_site())
    for language, said in (("fi", fi), ("sv", sv)):
        html = made.html(renderers[language])
        (sentence,) = re.findall(r'<p class="plan-picture__sentence"[^>]*>(.*?)</p>', html, re.DOTALL)
        assert " ".join(sentence.split()) == said
        assert 'aria-labelledby="plan-timeline-picture plan-timeline-picture-text"' in html
