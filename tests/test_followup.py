"""The follow-up of a plan: what became of its measures, targets, money and milestones, as far as is told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from golden import make, small_site
from planssi.followup import FollowUp, Outcome, Standing, follow_up, milestones
from planssi.localizer import Localizer
from planssi.model import Plan, Site
from planssi.page import PageKind
from planssi.pages import PageTree
from planssi.renderer import Renderer
from planssi.series import Doubt, Verdict
from planssi.strips import standing_strip
from planting import told

TODAY = date(2026, 1, 15)


@pytest.fixture
def site(followed_site: Site) -> Site:
    """The miniature site with a plan whose follow-up holds everything."""
    return followed_site


@pytest.fixture
def plan(followed_plan: Plan) -> Plan:
    """That plan."""
    return followed_plan


@pytest.fixture
def found(plan: Plan) -> FollowUp:
    """Its follow-up."""
    return follow_up(plan, TODAY)


def shown(site: Site, plan: Plan, language: str, kind: PageKind = PageKind.FOLLOW_UP) -> str:
    """Return what a reader sees of a page of a plan, with spaces as they type them."""
    tree = PageTree(site)
    page = tree.shared_of(plan, kind, language)
    assert page is not None
    return visible(Renderer(site, Localizer(site.language(language)), TODAY).page(page, tree))


def visible(html: str) -> str:
    """Return the words of HTML."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html)).replace("\N{NO-BREAK SPACE}", " "))


def test_the_followed_plan_is_sound(followed_root: Path) -> None:
    """Nothing is wrong with the plan of these tests."""
    assert told(followed_root) == ()


def test_each_measure_has_a_standing(found: FollowUp) -> None:
    """The latest report counts; what the plan itself removed or merged needs none; silence is not known."""
    assert {followed.measure.id: followed.standing for followed in found.measures} == {
        "ready": Standing.DONE,
        "ready-part": Standing.DONE,
        "going": Standing.UNDER_WAY,
        "waiting": Standing.NOT_STARTED,
        "broken": Standing.STOPPED,
        "gone": Standing.REMOVED,
        "joined": Standing.MERGED,
        "unpaid": Standing.NOT_FUNDED,
        "silent": Standing.UNKNOWN,
    }
    assert [report.id for report in found.measures[0].reports] == ["ready-2025", "ready-2024"]
    assert sum(number for _, number in found.counts) == len(found.measures)
    assert [number for _, number in found.counts] == [2, 1, 1, 1, 1, 1, 1, 1]


def test_each_result_is_judged_or_the_reason_told(found: FollowUp) -> None:
    """Missed targets stand beside those that are met, and what cannot be judged has its reason."""
    assert [(result.indicator.id, result.found) for result in (*found.results, *found.unmeasured)] == [
        ("visits", Verdict.MET),
        ("visits", Verdict.NOT_MET),
        ("queue", Verdict.NOT_YET),
        ("answered", Verdict.MET),
        ("undated", Doubt.UNDATED),
        ("either-way", Doubt.NO_DIRECTION),
        ("vague", Doubt.VAGUE),
        ("worded", Doubt.NO_NUMBER),
        ("aimless", Doubt.NO_TARGET),
        ("unmeasured", Doubt.NO_RESULT),
    ]
    assert dict(found.verdicts) == {Verdict.MET: 2, Verdict.NOT_MET: 1, Verdict.NOT_YET: 1, Verdict.OPEN: 5}


def test_money_is_compared_row_by_row(found: FollowUp) -> None:
    """Only rows with both figures are compared; a share of nothing is none, and a shorter time is told."""
    costs, half = found.money
    rows = {row.row.id: (row.difference.euros, row.share) for row in costs.rows}
    assert rows == {
        "staff": (6000, Decimal("1.1")),
        "tools": (-15000, Decimal("0.625")),
        "travel": (1000, None),
        "total": (-8000, Decimal("0.92")),
    }
    assert costs.whole is not None
    assert costs.whole.row.id == "total"
    assert (costs.partial, half.partial) == (False, True)
    assert half.rows[0].planned.euros == 80_000


def test_milestones_are_early_late_or_not_known(found: FollowUp) -> None:
    """A milestone is late by as many months as the two times allow; silence is neither late nor in time."""
    assert [(m.row.id, m.outcome, m.least, m.most) for m in found.milestones] == [
        ("start", Outcome.IN_TIME, 0, 0),
        ("model", Outcome.LATE, 1, 1),
        ("trial", Outcome.LATE, 0, 0),
        ("trial-over", Outcome.LATE, 1, 3),
        ("decision", Outcome.REACHED, 0, 0),
        ("training", Outcome.EARLY, 2, 2),
        ("spread", Outcome.NOT_REACHED, 0, 0),
        ("report", Outcome.UNKNOWN, 0, 0),
        ("later", Outcome.UNKNOWN, 0, 0),
    ]


def test_a_milestone_to_come_is_not_late(plan: Plan) -> None:
    """Before its time a milestone is ahead, on its last day too."""
    by_day = {day: milestones(plan, day)[-2].outcome for day in (date(2025, 6, 30), date(2025, 7, 1))}
    assert list(by_day.values()) == [Outcome.AHEAD, Outcome.UNKNOWN]


@pytest.mark.parametrize(
    ("when", "reached", "outcome", "least", "most"),
    [
        ("2024-06-15", "2024-06-15", Outcome.IN_TIME, 0, 0),
        ("2024-06-15", "2024-07-14", Outcome.LATE, 0, 0),
        ("2024-06-15", "2024-07-15", Outcome.LATE, 1, 1),
        ("2024-05", "2024-06", Outcome.LATE, 1, 1),
        ("2024-Q2", "2024-06", Outcome.IN_TIME, 0, 0),
        ("2024-Q2", "2024-Q3", Outcome.LATE, 1, 3),
        ("2024-06-15", "2024-06", Outcome.REACHED, 0, 0),
        ("2024-spring", "2024-09", Outcome.REACHED, 0, 0),
        ("2024/..", "2025-01", Outcome.REACHED, 0, 0),
        ("../2024-06", "2024-03", Outcome.IN_TIME, 0, 0),
        ("../2024-06", "2024-08", Outcome.LATE, 2, 2),
        ("2025", "2024-11", Outcome.EARLY, 2, 2),
        ("2024-06-20", "2024-05-30", Outcome.EARLY, 0, 0),
    ],
)
def test_how_late(when: str, reached: str, outcome: Outcome, least: int, most: int) -> None:
    """Months are counted as exactly as both times are told, and no more."""
    text = f"""title: {{fi: a, sv: b}}
rows:
  - {{id: a, title: {{fi: a, sv: b}}, when: {when}, milestone: true, reached: {reached}, source: plan/1}}
"""
    (milestone,) = milestones(make("timeline", text, small_site()).plan, TODAY)
    assert (milestone.outcome, milestone.least, milestone.most) == (outcome, least, most)


def test_the_bar_is_divided_among_the_measures(found: FollowUp) -> None:
    """The parts of the picture follow each other and fill it; what is not known has no pattern."""
    strip = standing_strip(found.counts)
    assert abs(sum(segment.width for segment in strip) - 100) < 0.05
    assert [round(a.left + a.width - b.left, 1) for a, b in pairwise(strip)] == [0.0] * 7
    patterns = [segment.pattern for segment in strip if segment.pattern]
    assert len(set(patterns)) == len(patterns) == 7
    assert strip[-1].pattern == 0


SAID = {
    "fi": [
        "Suunnitelmassa mainitaan 9 toimenpidettä osineen:",
        "toukokuu 2025 Aiemmin: Käynnissä (vuoden 2024 loppupuoli)",
        "Lähteissä on 9 toteumaa:",
        "Tavoite toteutui: 2",
        "Tavoite ei toteutunut: 1",
        "Lähteessä ei ole toteumaa.",
        "Kustannukset. Suunniteltu: 100 000 €. Toteuma: 92 000 €. Se on 92 % suunnitellusta.",
        "Se on alle 1 % suunnitellusta.",
        "Suunnitellun summan aika on tammikuu 2024 – kesäkuu 2025, toteuman vain 2024.",
        "+6 000 €",
        "Saavutettu: heinäkuu 2024. 1 kuukauden myöhässä.",
        "Alle kuukauden myöhässä.",
        "1–3 kuukautta myöhässä.",
        "2 kuukautta etuajassa.",
        "Ei saavutettu: syyskuu 2025.",
    ],
    "sv": [
        "Planen nämner 9 åtgärder, delarna medräknade:",
        "maj 2025 Tidigare: Pågår (andra halvåret 2024)",
        "I källorna finns 9 utfall:",
        "Målnivån har nåtts: 2",
        "Målnivån nåddes inte: 1",
        "Källan ger inget utfall.",
        "Kostnader. Planerat: 100 000 €. Utfall: 92 000 €. Det är 92 % av det planerade.",
        "Det är under 1 % av det planerade.",
        "De planerade summorna gäller januari 2024 – juni 2025, utfallet bara 2024.",
        "+6 000 €",
        "Uppnådd: juli 2024. 1 månad efter utsatt tid.",
        "Mindre än en månad efter utsatt tid.",
        "1–3 månader efter utsatt tid.",
        "2 månader före utsatt tid.",
        "Inte uppnådd: september 2025.",
    ],
}


@pytest.mark.parametrize("language", SAID)
def test_the_page_says_it_in_words(site: Site, plan: Plan, language: str) -> None:
    """Everything is told in plain words, what went wrong as plainly as what went well."""
    html = shown(site, plan, language)
    assert [said for said in SAID[language] if said not in html] == []


COUNTED = {
    0: ("Suunnitelmassa ei ole virstanpylväitä.", "Planen har inga milstolpar."),
    1: (
        "Suunnitelmassa on 1 virstanpylväs. Sen aika on jo mennyt, mutta lähteet eivät kerro, saavutettiinko se.",
        "Planen har 1 milstolpe. Tiden för den har gått ut, men källorna berättar inte om den uppnåddes.",
    ),
    2: (
        "Suunnitelmassa on 2 virstanpylvästä. Niiden aika on jo mennyt, mutta lähteet eivät kerro, saavutettiinko ne.",
        "Planen har 2 milstolpar. Tiden för dem har gått ut, men källorna berättar inte om de uppnåddes.",
    ),
    12: (
        "Suunnitelmassa on 12 virstanpylvästä. Niiden aika on jo mennyt, mutta lähteet eivät kerro, saavutettiinko ne.",
        "Planen har 12 milstolpar. Tiden för dem har gått ut, men källorna berättar inte om de uppnåddes.",
    ),
}


@pytest.mark.parametrize("number", COUNTED)
def test_what_is_not_known_is_counted_in_good_language(site: Site, plan: Plan, number: int) -> None:
    """None, one, two and many milestones of which nothing is told; the same of one indicator and of no measures."""
    row = "  - {{id: m{n}, title: {{fi: a, sv: b}}, when: 2024-06, milestone: {milestone}, source: plan/1}}"
    rows = [row.format(n=n, milestone="true" if n < number else "false") for n in range(max(number, 1))]
    timeline = make("timeline", "\n".join(["title: {fi: a, sv: b}", "rows:", *rows]), small_site()).block
    assert timeline is not None
    indicator = "  - {id: a, title: {fi: a, sv: b}, target: 1, unit: person, source: plan/1}"
    indicators = make("indicators", f"title: {{fi: a, sv: b}}\nindicators:\n{indicator}", small_site()).block
    assert indicators is not None
    silent = replace(plan, blocks={"timeline": timeline, "indicators": indicators})
    texts = dict(zip(("fi", "sv"), COUNTED[number], strict=True))
    of_one = {
        "fi": "Suunnitelmassa on 1 mittari, mutta lähde ei kerro sen toteumaa.",
        "sv": "Planen har 1 indikator, men",
    }
    none = {"fi": "Suunnitelmassa ei ole lueteltu toimenpiteitä.", "sv": "Planen räknar inte upp några åtgärder."}
    for language, text in texts.items():
        html = shown(replace(site, plans=(silent,)), silent, language)
        assert text in html
        assert of_one[language] in html
        assert none[language] in html


def test_a_plan_without_reports_says_so_openly(site: Site) -> None:
    """In place of a table of nothing a sentence says that the time has ended, and whom to ask."""
    plan = site.plans[0]
    text = shown(site, plan, "fi")
    assert "Suunnitelman aika on päättynyt. Tämän sivuston lähteet eivät kerro" in text
    assert "Lisätietoja voi kysyä: Esimerkkiyksikkö" in text
    assert "Mistä lähtien" not in text
    early = replace(plan, facts=plan.facts.model_copy(update={"period": plan.facts.period.parse("2027/2028")}))
    assert "Suunnitelman aika ei ole vielä alkanut." in shown(replace(site, plans=(early,)), early, "fi")


def test_the_page_of_a_measure_tells_how_it_is_going(site: Site, plan: Plan) -> None:
    """The latest report with its time and source, what was told before, and that nothing is known of a silent one."""
    tree = PageTree(site)
    renderer = Renderer(site, Localizer(site.language("fi")), TODAY)
    ready, silent = (tree.of_measure(plan, id, "fi") for id in ("ready", "silent"))
    assert ready is not None
    assert silent is not None
    text = visible(renderer.page(ready, tree))
    assert "Miten eteneeTehty, toukokuu 2025 Kaikki tehtiin. Lähde: luku 1, Mitä tehtiin" in text
    assert "Aiemmin: Käynnissä (vuoden 2024 loppupuoli)" in text
    assert "Miten eteneeLähteet eivät kerro." in visible(renderer.page(silent, tree))


def test_the_first_screen_leads_to_the_follow_up(site: Site, plan: Plan) -> None:
    """The answer to "how is it going" links to the page that tells it."""
    tree = PageTree(site)
    html = Renderer(site, Localizer(site.language("sv")), TODAY).page(tree.of_plan(plan, "sv"), tree)
    assert re.search(r'plan-overview__progress">.*?<a href="hur-det-gar/">', html, re.S)
