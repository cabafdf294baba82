"""Who pays for plans, and what is added up."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from planssi.funding import funding, grants, own_share, payments
from planssi.localizer import Localizer
from planssi.model import Plan, Site
from planssi.pages import PageTree
from planssi.renderer import Renderer


@pytest.fixture
def site(tree: PageTree) -> Site:
    """The real site."""
    return tree.site


def plan_of(site: Site, region: str) -> Plan:
    """Return the plan of a region."""
    return next(plan for plan in site.plans if plan.region.id == region)


def words(site: Site, id: str, language: str) -> str:
    """Return what a reader reads on a page."""
    pages = PageTree(site)
    html = Renderer(site, Localizer(site.language(language))).page(pages.get(id, language), pages)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ").split())


def test_payers(site: Site) -> None:
    """What each payer pays is a figure of the budget, or words of the source that there is nothing."""
    told = {grant.programme.id: grant.amount for grant in grants(plan_of(site, "lansi-uusimaa")) if grant.programme}
    assert {id: money.euros for id, money in told.items() if money} == {
        "future-centre": Decimal(4_700_000),
        "structural-reform": Decimal(9_548_000),
    }
    own = own_share(plan_of(site, "lansi-uusimaa"))
    assert own and own.amount and own.amount.euros == Decimal(2_387_000)
    none = own_share(plan_of(site, "keski-pohjanmaa"))
    assert none and none.amount is None and none.none
    assert grants(plan_of(site, "vantaa-kerava"))[0].computed
    assert payments(plan_of(site, "ita-uusimaa")) == ()
    assert payments(plan_of(site, "helsinki")) == ()


def test_payers_make_the_whole(site: Site) -> None:
    """Where a plan tells every payer, together they pay the whole."""
    for region in ("lansi-uusimaa", "vantaa-kerava", "keski-pohjanmaa"):
        plan = plan_of(site, region)
        whole = plan.block("budget").tables[0]
        total = next(row for row in whole.rows if row.part_of is None)
        paid = sum((payment.amount.euros for payment in payments(plan) if payment.amount), Decimal(0))
        assert paid == whole.money(total, whole.main).euros, region


def test_added_up_only_when_every_plan_tells(site: Site) -> None:
    """A sum is made of all plans of a programme or not at all, and never of one."""
    programmes = {programme.id: programme for programme in site.programmes}
    reform = funding(programmes["structural-reform"], site.plans)
    assert reform.total and reform.total.euros == Decimal(9_548_000) + Decimal(3_676_800)
    assert reform.silent == ()
    growth = funding(programmes["rrf"], site.plans)
    assert growth.total is None
    assert {plan.region.id for plan in growth.silent} == {"helsinki", "ita-uusimaa"}
    assert funding(programmes["future-centre"], site.plans).total is None
    assert funding(programmes["rrf"], ()).plans == ()


@pytest.mark.parametrize(
    ("id", "language", "said"),
    [
        (
            "rrf",
            "fi",
            ["3 tämän sivuston suunnitelmaa", "Summia ei lasketa yhteen.", "Kestävä kasvu (Helsinki)."],
        ),
        ("rrf", "sv", ["3 planer på den här webbplatsen hör", "Fas 4", "Finansieras av Europeiska unionen"]),
        (
            "structural-reform",
            "fi",
            ["yhteensä 13 224 800 €", "laskettu yhteen tällä sivustolla", "Osa-alue 4 puuttuu"],
        ),
        ("future-centre", "fi", ["1 tämän sivuston suunnitelma kuuluu", "Suunnitelmia on vain yksi", "4 700 000 €"]),
        ("future-centre", "sv", ["1 plan på den här webbplatsen hör", "Det finns bara en plan"]),
    ],
)
def test_what_the_page_of_a_programme_says(site: Site, id: str, language: str, said: list[str]) -> None:
    """Its plans are counted in words, and the sum stands there or the reason why it does not."""
    text = words(site, f"programme:{id}", language)
    assert [sentence for sentence in said if sentence not in text] == []


def test_a_programme_without_plans_has_no_page(site: Site) -> None:
    """Only a programme with a plan in the language has a page; its list counts its plans."""
    few = replace(site, plans=(plan_of(site, "vantaa-kerava"),))
    pages = PageTree(few)
    assert pages.find("programme:structural-reform", "sv")
    assert pages.find("programme:rrf", "sv") is None
    assert "Valtionavustus. 1 suunnitelma" in words(few, "site:programmes", "fi")
    assert "Statsunderstöd. 2 planer" in words(site, "site:programmes", "sv")
