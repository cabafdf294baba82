"""Several plans on one timeline, and by year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import planssi.outline
import pytest
from planssi.localizer import Localizer
from planssi.model import Plan, Site
from planssi.pages import PageTree
from planssi.periods import Period
from planssi.renderer import Renderer
from planssi.schedule import as_timeline, years

TODAY = date(2026, 11, 22)


@pytest.fixture
def site(tree: PageTree) -> Site:
    """The real site."""
    return tree.site


def lasting(plan: Plan, when: str) -> Plan:
    """Return a plan with another time."""
    return replace(plan, facts=plan.facts.model_copy(update={"period": Period.parse(when)}))


def html_of(site: Site, id: str, language: str) -> str:
    """Return a page."""
    pages = PageTree(site)
    return Renderer(site, Localizer(site.language(language)), TODAY).page(pages.get(id, language), pages)


def words(html: str) -> str:
    """Return what a reader reads."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], {}),
        (["2020/2021"], {2020: [0], 2021: [0]}),
        (["2020", "2022-05"], {2020: [0], 2021: [], 2022: [1]}),
        (["2020/..", "2021/2022"], {2020: [0], 2021: [0, 1], 2022: [0, 1]}),
        (["../2021", "2020/2022"], {2020: [0, 1], 2021: [0, 1], 2022: [1]}),
        (["2020-12-31", "2021-01-01"], {2020: [0], 2021: [1]}),
    ],
)
def test_years(site: Site, times: list[str], expected: dict[int, list[int]]) -> None:
    """A plan is under way in each year that its time touches; an open end reaches the edge, and a gap is told."""
    plans = [lasting(site.plans[0], when) for when in times]
    assert {year.year: [plans.index(plan) for plan in year.plans] for year in years(plans)} == expected


def test_the_day_of_the_site_is_on_the_axis_unless_it_is_far(site: Site) -> None:
    """The axis is made of whole years from the first plan to the day of the site."""
    timeline = as_timeline(site.plans, TODAY)
    assert timeline
    assert timeline.span == (date(2020, 1, 1), date(2026, 12, 31))
    far = as_timeline(site.plans, date(2050, 1, 1))
    assert far
    assert far.span == (date(2020, 1, 1), date(2025, 12, 31))
    assert as_timeline([], TODAY) is None
    helsinki = next(plan for plan in site.plans if plan.region.id == "helsinki")
    later = as_timeline([lasting(helsinki, "2026")], TODAY)
    assert later
    assert later.span == (date(2022, 1, 1), date(2026, 12, 31)), "its milestones are earlier"
    bare = replace(helsinki, blocks={})
    one = as_timeline([lasting(bare, "2026")], TODAY)
    assert one
    assert one.span == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fi",
            [
                "Kuvassa näkyvät 5 suunnitelman ajat palkkeina alueittain",
                "Tilanne 22.11.2026",
                "31.12.2024: Palvelutarjotin on otettu käyttöön",
                "Suunnitelmassa ei ole virstanpylväitä.",
                "2022 Länsi-Uudenmaan sote Länsi-Uusimaa Kestävä kasvu Helsinki 2023",
            ],
        ),
        ("sv", ["Bilden visar tiderna för 5 planer", "Planen har inga milstolpar.", "våren 2024 – december 2025"]),
    ],
)
def test_the_page(site: Site, language: str, said: list[str]) -> None:
    """Every plan has a row, a bar and its years; the picture has a name and its words."""
    html = html_of(site, "site:timelines", language)
    text = words(html)
    assert [sentence for sentence in said if sentence not in text] == []
    assert len(re.findall(r'<rect class="plan-picture__bar', html)) == len(site.plans)
    assert html.index("<table") < html.index("<svg")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fi", "Kuvassa näkyy 1 suunnitelman aika palkkina"), ("sv", "Bilden visar tiden för 1 plan som")],
)
def test_one_plan(site: Site, language: str, sentence: str) -> None:
    """The sentence about the picture counts."""
    few = replace(site, plans=(lasting(site.plans[0], "2020/2021"),))
    assert sentence in words(html_of(few, "site:timelines", language))


def test_many_plans_are_divided_by_region(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more plans than one page holds, each region has a page of its own, and the first leads there."""
    monkeypatch.setattr(planssi.outline, "MOST_PLANS", 4)
    pages = PageTree(site)
    page = pages.get("timelines:region/helsinki", "sv")
    assert page.url == "sv/tidslinje/helsingfors/"
    assert pages.get("compared:region/helsinki", "fi").parent == "site:comparison"
    text = words(html_of(site, "site:timelines", "fi"))
    assert "Itä-Uudenmaan hyvinvointialue 1 suunnitelma" in text
    assert "Kestävä kasvu 4" not in text
    part = words(html_of(site, "timelines:region/helsinki", "fi"))
    assert "Kuvassa näkyy 1 suunnitelman aika" in part
    assert "Länsi-Uudenmaan" not in part
    urls = [page.url for page in pages.pages]
    assert len(set(urls)) == len(urls)
