"""What the first screen of a plan counts, sums up and dates, and how it says so in every language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from planssi.blocks.measures import State
from planssi.fields import Text
from planssi.keyfigures import Stage, key_figures, time
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import Language, Plan, Site
from planssi.pages import PageTree
from planssi.periods import Period
from planssi.renderer import Renderer
from planssi.strips import money_strip, time_strip

ROOT = Path(__file__).parent.parent
TODAY = date(2025, 3, 15)
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture(scope="module")
def site() -> Site:
    """The miniature site."""
    site = load_site(Path(__file__).parent / "site").site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def real() -> Site:
    """The real site."""
    site = load_site(ROOT).site
    assert site is not None
    return site


def changed(site: Site, kind: str, **values: Any) -> Plan:
    """Return the plan of the miniature site with other values in one of its blocks."""
    plan = site.plans[0]
    return replace(plan, blocks={**plan.blocks, kind: plan.blocks[kind].model_copy(update=values)})


def figures(plan: Plan, site: Site, today: date = TODAY) -> Any:
    """Return the key figures of a plan of a site."""
    return key_figures(plan, site.risk_classes, today)


def english(site: Site) -> Site:
    """Return the site with its plan's texts in English, too, each with the words of the Swedish one."""
    language = Language(code="en", locale="en_FI", name="English", switch="In English")
    return replace(site, facts=site.facts.model_copy(update={"languages": (*site.facts.languages, language)}))


def screen(site: Site, plan: Plan, language: str, today: date = TODAY) -> str:
    """Return the words of the plan's figures on its first screen; in English texts of editors are left out."""
    own = replace(site, plans=(plan,))
    localizer = Localizer(english(site).language(language))
    renderer = Renderer(own, localizer, today)
    if language == "en":
        localizer.words = lambda text: "…"  # type: ignore[method-assign]
        renderer = Renderer(own, localizer, today)
    tree = PageTree(own)
    page = replace(tree.of_plan(plan, "fi" if language == "en" else language))
    template = renderer.env.get_template("keyfigures.html")
    html = template.render(page=page, plan=plan, tree=tree, link=lambda other: other.url)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html)))


def words_of_page(html: str) -> str:
    """Return the words of a page, without elements and with plain spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def test_measures_are_counted_with_their_parts(site: Site) -> None:
    """Active measures are counted, and how many are parts; those without money and removed ones are told apart."""
    first = site.plans[0].block("measures").measures[0]
    states = [State.ACTIVE, State.ACTIVE, State.NOT_FUNDED, State.REMOVED, State.LISTED]
    wholes = [None, "m0", None, None, None]
    measures = tuple(
        first.model_copy(update={"id": f"m{n}", "state": state, "part_of": whole})
        for n, (state, whole) in enumerate(zip(states, wholes, strict=True))
    )
    count = figures(changed(site, "measures", measures=measures), site).measures
    assert (count.number, count.parts, count.unfunded, count.removed) == (2, 1, 1, 1)


def test_what_the_files_do_not_tell_of_is_left_out(site: Site) -> None:
    """A plan without any file of facts has only its time."""
    bare = figures(replace(site.plans[0], blocks={}), site)
    assert bare.measures is bare.goals is bare.indicators is bare.risks is bare.cost is None
    assert bare.milestones == ()
    assert bare.time.period == site.plans[0].facts.period


def test_what_the_source_lacks_is_said(real: Site) -> None:
    """Where a file says that the source has none, the words of that file stand in place of the figure."""
    helsinki = next(plan for plan in real.plans if plan.id.startswith("helsinki"))
    found = figures(helsinki, real)
    assert found.cost.none["fi"].startswith("Suunnitelmassa ei ole budjettia.")
    assert found.cost.whole is None
    assert (found.indicators.number, bool(found.indicators.none)) == (0, True)
    assert not found.risks.assessed


def test_risks_are_counted_by_class(site: Site) -> None:
    """The worst class comes first; a risk without points is told apart; without points there are no classes."""
    block = site.plans[0].block("risks")
    third = block.risks[0].model_copy(update={"id": "third", "points": None, "likelihood": None})
    count = figures(changed(site, "risks", risks=(*block.risks, third)), site).risks
    assert [(level.id, number) for level, number in count.classes] == [("high", 1), ("low", 1)]
    assert count.unscored == 1
    bare = tuple(risk.model_copy(update={"points": None, "likelihood": None, "impact": None}) for risk in block.risks)
    count = figures(changed(site, "risks", risks=bare, scale=None), site).risks
    assert (count.classes, count.unscored, count.assessed) == ((), 0, False)


def test_the_sums_of_the_real_plans(real: Site) -> None:
    """Every plan tells its whole as its budget states it, and only one site adds it up."""
    found = {plan.id.partition("/")[0]: figures(plan, real).cost for plan in real.plans}
    assert {id: cost.whole and int(cost.whole.euros) for id, cost in found.items()} == {
        "helsinki": None,
        "ita-uusimaa": 76_000,
        "keski-pohjanmaa": 8_380_270,
        "lansi-uusimaa": 16_635_000,
        "vantaa-kerava": 4_596_000,
    }
    assert [id for id, cost in found.items() if cost.computed] == ["vantaa-kerava"]
    assert [id for id, cost in found.items() if not cost.adds_up] == ["keski-pohjanmaa"]


def test_parts_of_a_sum_with_what_they_leave_over(site: Site) -> None:
    """The rest of a sum that is itemised in part is a part, too; together they fill the bar."""
    cost = figures(site.plans[0], site).cost
    assert cost.whole.euros == 1000
    assert sum(part.amount.euros for part in cost.parts) == 1000
    segments = money_strip(cost)
    assert segments[0].left == 0
    assert segments[-1].left + segments[-1].width == pytest.approx(100, abs=0.02)


def test_of_many_parts_the_small_ones_are_one(site: Site) -> None:
    """Of eight parts the five greatest stand in the order of the file, and the others are one part without a name."""
    table = site.plans[0].block("budget").tables[0]
    part, total = table.rows[1], table.row("total").model_copy(update={"amount": Decimal(360), "remainder": None})
    rows = tuple(part.model_copy(update={"id": f"r{n}", "amount": Decimal(10 * n)}) for n in range(1, 9))
    table = table.model_copy(update={"rows": (*rows, total)})
    parts = figures(changed(site, "budget", tables=(table,)), site).cost.parts
    assert [int(part.amount.euros) for part in parts] == [40, 50, 60, 70, 80, 60]
    assert [part.name is None for part in parts] == [False] * 5 + [True]
    assert parts[-1].rows == 3
    assert money_strip(figures(changed(site, "budget", tables=(table,)), site).cost)[-1].pattern == 0


def test_a_sum_of_several_wholes_is_not_made_up(site: Site) -> None:
    """Two outermost rows have no common total, and a table of one measure of many is not the plan's."""
    table = site.plans[0].block("budget").tables[0]
    two = table.model_copy(update={"rows": tuple(r.model_copy(update={"part_of": None}) for r in table.rows)})
    assert figures(changed(site, "budget", tables=(two,)), site).cost.whole is None
    of_one = table.model_copy(update={"measure": "build"})
    plan = changed(site, "budget", tables=(of_one,))
    build = plan.block("measures").measures[0]
    alone = plan.block("measures").model_copy(update={"measures": (build,)})
    both = alone.model_copy(update={"measures": (build, build.model_copy(update={"id": "other"}))})
    assert figures(replace(plan, blocks={**plan.blocks, "measures": alone}), site).cost.whole
    assert figures(replace(plan, blocks={**plan.blocks, "measures": both}), site).cost.whole is None


@pytest.mark.parametrize(
    ("period", "today", "stage", "passed", "months"),
    [
        ("2024/2025", "2023-12-31", Stage.AHEAD, None, None),
        ("2024/2025", "2024-01-01", Stage.UNDER_WAY, "0.0014", 23),
        ("2024/2025", "2025-12-31", Stage.UNDER_WAY, "1.0000", 0),
        ("2024/2025", "2026-01-01", Stage.OVER, None, None),
        ("2024/2025", "2025-11-30", Stage.UNDER_WAY, "0.9576", 1),
        ("2024/2025", "2025-12-01", Stage.UNDER_WAY, "0.9590", 0),
        ("2024/..", "2030-01-01", Stage.UNDER_WAY, None, None),
        ("../2025", "2025-10-31", Stage.UNDER_WAY, None, 2),
        ("../2025", "2026-10-31", Stage.OVER, None, None),
        ("2024-spring/2025-12", "2024-02-29", Stage.AHEAD, None, None),
    ],
)
def test_where_a_day_is_in_the_time(period: str, today: str, stage: Stage, passed: str | None, months: int) -> None:
    """Both ends belong to the time; an open end leaves nothing to be counted."""
    found = time(Period.parse(period), date.fromisoformat(today))
    assert found.stage is stage
    assert found.passed == (None if passed is None else pytest.approx(Decimal(passed), abs=Decimal("0.0001")))
    assert found.months_left == months


def test_the_next_milestone_and_the_last(site: Site) -> None:
    """The last day of a milestone is still ahead on that day; milestones of one time are told together."""
    plan = site.plans[0]
    row = next(row for row in plan.block("timeline").rows if row.id == "ready")
    rows = tuple(
        row.model_copy(update={"id": f"m{n}", "title": Text(fi=f"A{n}", sv=f"A{n}"), "when": Period.parse(when)})
        for n, when in enumerate(["2025-06", "2024-12-31", *["../2025-Q1"] * 5])
    )
    own = changed(site, "timeline", rows=rows)
    found = figures(own, site, date(2024, 12, 31))
    assert [milestone.day.isoformat() for milestone in found.milestones] == ["2024-12-31", "2025-03-31", "2025-06-30"]
    assert found.upcoming.events[0].title["fi"] == "A1"
    assert found.latest is None
    found = figures(own, site, date(2025, 1, 1))
    assert (len(found.upcoming.named), found.upcoming.more) == (3, 2)
    assert found.latest.events[0].title["fi"] == "A1"
    found = figures(own, site, date(2025, 7, 1))
    assert found.upcoming is None
    assert "Viimeinen virstanpylväs: A0" in screen(site, own, "fi", date(2025, 7, 1))
    assert "A2; A3; A4 ja 2 muuta" in screen(site, own, "fi", date(2025, 1, 1))


WORDS = {
    "fi": {
        "measures": ["0 toimenpidettä", "1 toimenpide ", "2 toimenpidettä", "1 021 toimenpidettä"],
        "goals": ["0 tavoitetta", "1 tavoite ", "2 tavoitetta", "1 021 tavoitetta"],
        "indicators": ["0 mittaria", "1 mittari ", "2 mittaria", "1 021 mittaria"],
        "risks": ["0 riskiä", "1 riski ", "2 riskiä", "1 021 riskiä"],
    },
    "sv": {
        "measures": ["0 åtgärder", "1 åtgärd ", "2 åtgärder", "1 021 åtgärder"],
        "goals": ["0 mål", "1 mål ", "2 mål", "1 021 mål"],
        "indicators": ["0 indikatorer", "1 indikator ", "2 indikatorer", "1 021 indikatorer"],
        "risks": ["0 risker", "1 risk ", "2 risker", "1 021 risker"],
    },
    "en": {
        "measures": ["0 measures", "1 measure ", "2 measures", "1 021 measures"],
        "goals": ["0 goals", "1 goal ", "2 goals", "1 021 goals"],
        "indicators": ["0 indicators", "1 indicator ", "2 indicators", "1 021 indicators"],
        "risks": ["0 risks", "1 risk ", "2 risks", "1 021 risks"],
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["measures", "goals", "indicators", "risks"])
def test_grammar_of_counts(site: Site, real: Site, language: str, kind: str) -> None:
    """None, one, two and many of each in every language."""
    plan = site.plans[0]
    item = plan.block("goals").own[0] if kind == "goals" else plan.block(kind).items[0]
    nothing = next(block for plan in real.plans for block in plan.blocks.values() if type(block).__name__ == "Nothing")
    for number, said in zip((0, 1, 2, 1021), WORDS[language][kind], strict=True):
        items = tuple(item.model_copy(update={"id": f"i{n}"}) for n in range(number))
        own = changed(site, kind, **{type(plan.block(kind)).listing: items})
        own = own if number else replace(own, blocks={**own.blocks, kind: nothing})
        assert said in screen(site, own, language).replace("\N{NO-BREAK SPACE}", " "), (number, kind)


@pytest.mark.parametrize(
    ("period", "today", "said"),
    [
        (
            "2024/2025",
            "2025-11-30",
            (
                "Ajasta on kulunut 96 %. Aikaa on jäljellä 1 kuukausi. Tilanne 30.11.2025.",
                "Av tiden har 96 % gått. 1 månad återstår. Läget 30.11.2025.",
                "Of the time, 96 % has passed. 1 month is left. Situation on 30 November 2025.",
            ),
        ),
        (
            "2024-spring/2025-12",
            "2025-03-15",
            (
                "Ajasta on kulunut noin 57 %. Aikaa on jäljellä 9 kuukautta.",
                "Av tiden har cirka 57 % gått. 9 månader återstår.",
                "Of the time, about 57 % has passed. 9 months are left.",
            ),
        ),
        (
            "2024/2025",
            "2025-12-31",
            ("Aikaa on jäljellä alle kuukausi.", "Mindre än en månad återstår.", "Less than a month is left."),
        ),
        (
            "2024/..",
            "2025-03-15",
            (
                "Lähde ei kerro, milloin suunnitelman aika päättyy.",
                "Källan anger inte när planens tid går ut.",
                "The source does not say when the plan ends.",
            ),
        ),
        (
            "../2025",
            "2026-03-15",
            (
                "Suunnitelman aika on päättynyt. Lähde ei kerro, milloin suunnitelman aika alkaa.",
                "Planens tid har gått ut. Källan anger inte när planens tid börjar.",
                "The time of the plan has ended. The source does not say when the plan begins.",
            ),
        ),
        (
            "2027",
            "2026-03-15",
            (
                "Suunnitelman aika ei ole vielä alkanut.",
                "Planens tid har inte börjat.",
                "The time of the plan has not begun.",
            ),
        ),
    ],
)
def test_sentences_on_time(site: Site, period: str, today: str, said: tuple[str, str, str]) -> None:
    """Under way, approximate, nearly over, open at either end, over and ahead, in every language."""
    plan = site.plans[0]
    own = replace(plan, facts=plan.facts.model_copy(update={"period": Period.parse(period)}))
    for language, words in zip(LANGUAGES, said, strict=True):
        shown = screen(site, own, language, date.fromisoformat(today)).replace("\N{NO-BREAK SPACE}", " ")
        assert words in shown


GLANCES = {
    "ita-uusimaa/kestava-kasvu-4": ("kevät 2024 – joulukuu 2025 · 76 000 €", "våren 2024 – december 2025 · 76 000 €"),
    "lansi-uusimaa/rakenneuudistus": ("2020–2022 · 16 635 000 €", "2020–2022 · 16 635 000 €"),
    "vantaa-kerava/rakenneuudistus": (
        "2020–2021 · 4 596 000 € (osa kustannuksista)",
        "2020–2021 · 4 596 000 € (en del av kostnaderna)",
    ),
    "keski-pohjanmaa/kestava-kasvu": ("2023–2025 · 8 380 270 €", "2023–2025 · 8 380 270 €"),
    "helsinki/kestava-kasvu": ("2022–2025 · ei budjettia", "2022–2025 · ingen budget"),
}


def test_time_and_sum_at_a_glance(real: Site) -> None:
    """Before anything else a plan and its card on the first page say when, and for how much where the source tells."""
    tree = PageTree(real)
    assert {plan.id for plan in real.plans} == set(GLANCES)
    for number, language in enumerate(("fi", "sv")):
        renderer = Renderer(real, Localizer(real.language(language)), TODAY)
        home = words_of_page(renderer.page(tree.get("home", language), tree))
        for plan in real.plans:
            said = GLANCES[plan.id][number]
            assert said in home
            own = words_of_page(renderer.page(tree.of_plan(plan, language), tree))
            assert own.index(said) < own.index({"fi": "Mitä tehdään?", "sv": "Vad görs?"}[language])


@pytest.mark.parametrize("period", ["2024/2025", "2024/..", "../2025", "2024-05-05", "1990/1991"])
@pytest.mark.parametrize("today", ["2019-01-01", "2024-05-05", "2025-12-31", "2031-06-30"])
def test_the_strip_of_time_stays_inside(site: Site, period: str, today: str) -> None:
    """Whatever the time and the day, everything lies between the edges, and what has passed inside the bar."""
    plan = site.plans[0]
    localizer = Localizer(site.language("fi"))
    found = figures(plan, site)
    strip = time_strip(time(Period.parse(period), date.fromisoformat(today)), found.milestones, localizer)
    assert 0 <= strip.left < strip.right <= 100
    assert 0 <= strip.passed <= strip.width
    assert all(0 < left < 100 for left in strip.milestones)
    assert strip.labels
    assert (strip.today is None) == (period == "1990/1991")


def test_figures_lead_to_their_chapters(real: Site) -> None:
    """A figure leads to the chapter of its kind in that language, and to none where there is no such chapter."""
    tree = PageTree(real)
    plan = next(plan for plan in real.plans if plan.id.startswith("vantaa"))
    assert {kind: tree.of_kind(plan, kind, "fi").chapter.id for kind in ("measures", "indicators", "budget")} == {
        "measures": "measures",
        "indicators": "monitoring",
        "budget": "budget",
    }
    summary = next(plan for plan in real.plans if plan.facts.languages)
    assert tree.of_kind(summary, "budget", "en") is None
    assert tree.of_kind(summary, "budget", "sv")
