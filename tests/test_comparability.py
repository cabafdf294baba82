"""Plans beside each other: what can be compared, and that the page says why the rest cannot."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from planssi.blocks.budget import Covers, Whole
from planssi.comparability import Comparison, Obstacle, Scale, comparison
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import Plan, Population, Site
from planssi.pages import PageTree
from planssi.periods import Period
from planssi.renderer import Renderer
from planting import copy_site


@pytest.fixture
def site(tree: PageTree) -> Site:
    """The real site."""
    return tree.site


def compared(site: Site) -> Comparison:
    """Return every plan of a site beside the others."""
    return comparison(site.plans, site.risk_classes, site.updated)


def words(site: Site, language: str) -> str:
    """Return what a reader reads on the page that compares."""
    pages = PageTree(site)
    html = Renderer(site, Localizer(site.language(language))).page(pages.get("site:comparison", language), pages)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ").split())


def with_facts(plan: Plan, **facts: Any) -> Plan:
    """Return a plan with other facts."""
    return replace(plan, facts=plan.facts.model_copy(update=facts))


def with_whole(plan: Plan, whole: Whole | None) -> Plan:
    """Return a plan whose budget says something else of its whole."""
    budget = plan.block("budget").model_copy(update={"whole": whole})
    return replace(plan, blocks={**plan.blocks, "budget": budget})


def plan_of(site: Site, region: str) -> Plan:
    """Return the plan of a region."""
    return next(plan for plan in site.plans if plan.region.id == region)


def test_sums_of_the_same_thing(site: Site) -> None:
    """Only totals of all costs stand beside each other, the greatest first; the others have a reason."""
    found = compared(site)
    assert [side.plan.region.id for side in found.alike] == ["lansi-uusimaa", "keski-pohjanmaa", "ita-uusimaa"]
    assert {side.plan.region.id: side.obstacle for side in found.sides if side.obstacle} == {
        "helsinki": Obstacle.NO_BUDGET,
        "vantaa-kerava": Obstacle.PART,
    }


def test_reasons(site: Site) -> None:
    """A budget without a word on what its total is of, and a plan without a budget, are not compared."""
    plan = plan_of(site, "ita-uusimaa")
    untold = with_whole(plan, None)
    silent = replace(plan, blocks={kind: block for kind, block in plan.blocks.items() if kind != "budget"})
    table = plan.block("budget").tables[0]
    two = table.model_copy(update={"rows": tuple(row.model_copy(update={"part_of": None}) for row in table.rows)})
    budget = plan.block("budget").model_copy(update={"tables": (two,)})
    several = replace(plan, blocks={**plan.blocks, "budget": budget})
    found = compared(replace(site, plans=(untold, silent, several)))
    assert [side.obstacle for side in found.sides] == [Obstacle.UNTOLD, Obstacle.SILENT, Obstacle.NO_TOTAL]
    assert found.alike == ()
    one = compared(replace(site, plans=(plan, untold)))
    assert one.sides[0].obstacle is None
    assert one.alike == (), "one plan alone is compared with nothing"
    text = words(replace(site, plans=(untold,)), "fi")
    assert "Ei tiedetä, mitä kokonaissumma kattaa: Kestävä kasvu 4 (Itä-Uusimaa)." in text
    assert "Kuvassa" not in text
    assert "Millään kahdella suunnitelmalla ei ole summaa" in text
    assert "Planen berättar inte om pengar: Hållbar tillväxt 4 (Östra Nyland)." in words(
        replace(site, plans=(silent,)), "sv"
    )


def test_scales_of_risk(site: Site) -> None:
    """Only points are classed; words, and risks that nobody assessed, are not."""
    scales = {side.plan.region.id: side.scale for side in compared(site).sides}
    assert scales == {
        "ita-uusimaa": Scale.POINTS,
        "keski-pohjanmaa": Scale.POINTS,
        "vantaa-kerava": Scale.WORDS,
        "helsinki": Scale.UNASSESSED,
        "lansi-uusimaa": Scale.NONE,
    }
    assert compared(site).highest_points == (25,)


@pytest.mark.parametrize(
    ("when", "months"),
    [
        ("2020/2022", 36),
        ("2024-spring/2025-12", 22),
        ("2024-01", 1),
        ("2024-01-01/2024-01-02", 1),
        ("2024-02/2024-03", 2),
        ("2020/..", None),
        ("../2020", None),
    ],
)
def test_months(site: Site, when: str, months: int | None) -> None:
    """A plan lasts so many months; with an open end nobody knows."""
    plan = with_facts(site.plans[0], period=Period.parse(when))
    assert compared(replace(site, plans=(plan,))).sides[0].months == months


def test_population_only_with_its_source_and_its_year(site: Site) -> None:
    """A sum is divided by the plan's own number of people, and only where the source says of which time it is."""
    plan = plan_of(site, "lansi-uusimaa")
    told = plan.facts.population
    assert told and told.source and told.when is None
    assert plan.people == Decimal(464_302)
    (side,) = compared(replace(site, plans=(plan,))).sides
    assert side.each is None, "the source gives no year"
    dated = told.model_copy(update={"when": Period.parse("2019")})
    (side,) = compared(replace(site, plans=(with_facts(plan, population=dated),))).sides
    assert side.each and side.each.euros == Decimal("35.83")
    part = with_whole(plan, Whole(covers=Covers.PART))
    (side,) = compared(replace(site, plans=(with_facts(part, population=dated),))).sides
    assert side.each is None, "the total is of a part"
    nobody = with_facts(plan, population=None)
    assert nobody.people is None
    assert compared(replace(site, plans=(nobody,))).unpopulated == (nobody,)
    words_only = Population(figure="target-groups.families.size", when=Period.parse("2019"), source=("slides/goals",))
    assert with_facts(plan, population=words_only).people is None


def test_no_plan_has_a_population_without_a_source(site: Site) -> None:
    """Every number of inhabitants on the page is one of the plan's own, with its place in the source."""
    sides = compared(site).populated
    assert {side.plan.region.id: side.plan.people for side in sides} == {
        "lansi-uusimaa": Decimal(464_302),
        "keski-pohjanmaa": Decimal(67_988),
    }
    assert all(side.plan.facts.population and side.plan.facts.population.source for side in sides)
    each = {side.plan.region.id: side.each and side.each.euros for side in sides}
    assert each == {"lansi-uusimaa": None, "keski-pohjanmaa": Decimal("123.26")}, "one source tells the day"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fi",
            [
                "16 635 000 € Suunnitelman kaikki kustannukset",
                "Kuvassa ovat ne 3 kokonaissummaa",
                "Lähteessä ei ole budjettia: Kestävä kasvu (Helsinki).",
                "Kokonaissumma kattaa vain osan kustannuksista: Rakenneuudistus (Vantaa ja Kerava).",
                "lyhin noin 22 kuukautta ja pisin 48 kuukautta",
                "noin 22 kuukautta",
                "Hankkeessa ei ole omarahoitusosuutta.",
                "minkä vuoden asukasluku on",
                "464 302 Lähde ei kerro. ei lasketa",
                "67 988 31.12.2020 123,26 € Laskettu tällä sivustolla.",
                "Lähde: luku 1, Hankkeen tarve; luku 2, Kohderyhmä, taulukko",
                "Lähde arvioi riskit sanoilla, joista ei saa pisteitä: Rakenneuudistus (Vantaa ja Kerava).",
                "Pisteinä, enintään 25 kriittinen 2 riskiä",
            ],
        ),
        (
            "sv",
            [
                "16 635 000 € Planens alla kostnader",
                "Bilden visar totalsummorna för de 3 planer",
                "Källan har ingen budget: Hållbar tillväxt (Helsingfors).",
                "den kortaste cirka 22 månader och den längsta 48 månader",
                "Delområde 4 saknas i summan",
                "Källan nämner inga risker:",
                "Med poäng, högst 25 kritisk 2 risker",
            ],
        ),
    ],
)
def test_the_page(site: Site, language: str, said: list[str]) -> None:
    """What is compared and what is not is told in both languages, in words that count."""
    text = words(site, language)
    assert [sentence for sentence in said if sentence not in text] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", ["2 kuukautta", "105 2022 9,52 € Laskettu tällä sivustolla.", "noin 600 € Esimerkkiohjelma"]),
        ("sv", ["2 månader", "105 2022 9,52 €"]),
    ],
)
def test_money_per_inhabitant(tmp_path: Path, language: str, said: list[str]) -> None:
    """Where the source gives the number of people and its year, the sum is divided by it, and the page says so."""
    root = copy_site(tmp_path / "site", {})
    facts = root / "content/plans/ita-uusimaa/esimerkkihanke/plan.yaml"
    told = "population: {figure: statistics.visits.persons.y2022, when: 2022, source: plan/1}\n"
    facts.write_text(facts.read_text("utf-8") + told, "utf-8")
    found = load_site(root).site
    assert found is not None
    plan = with_facts(found.plans[0], period=Period.parse("2024-01/2024-02"))
    text = words(replace(found, plans=(plan,)), language)
    assert [sentence for sentence in said if sentence not in text] == []


@pytest.mark.parametrize(("language", "month"), [("fi", "1 kuukausi"), ("sv", "1 månad")])
def test_one_month(site: Site, language: str, month: str) -> None:
    """One month is one, and an open end is not counted."""
    plan = with_facts(plan_of(site, "ita-uusimaa"), period=Period.parse("2024-01"))
    open_end = with_facts(plan_of(site, "helsinki"), period=Period.parse("2022/.."))
    text = words(replace(site, plans=(plan, open_end)), language)
    assert f" {month} " in text
    assert "eri ajan" not in text and "olika länge" not in text
