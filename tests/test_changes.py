"""What changed between versions, from its parts to the page."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from golden import make
from planssi.changes import Tracked, Trait, What, compare
from planssi.fields import Money, Record, Text
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import Plan, Site
from planssi.periods import Period
from planssi.quantities import Quantity
from planssi.renderer import Renderer

HERE = Path(__file__).parent


def item(id: str, value: object = None, key: object = None) -> Tracked:
    """Return an item of which one thing is compared."""
    return Tracked(id, Text(fi=id, sv=id), Record(), {"value": Trait(value, key)})


@pytest.mark.parametrize(
    ("before", "after", "what", "amount"),
    [
        (Money(Decimal(100)), Money(Decimal(140)), What.RAISED, Money(Decimal(40))),
        (Money(Decimal(100)), Money(Decimal(60)), What.LOWERED, Money(Decimal(40))),
        (Decimal("1.5"), Decimal("1.0"), What.LOWERED, Decimal("0.5")),
        (16, 12, What.LOWERED, 4),
        (Quantity.parse("10"), Quantity.parse("15"), What.RAISED, Quantity.parse("5")),
        (Quantity.parse("over 10"), Quantity.parse("over 15"), What.RAISED, Quantity.parse("5")),
        (Quantity.parse("over 10"), Quantity.parse("15"), What.CHANGED, None),
        (Quantity.parse("10 day"), Quantity.parse("15 month"), What.CHANGED, None),
        (Quantity.parse("later"), Quantity.parse("15"), What.CHANGED, None),
        (Period.parse("2025-03"), Period.parse("2025-06"), What.LATER, 3),
        (Period.parse("2025-Q1"), Period.parse("2024-Q4"), What.EARLIER, 3),
        (Period.parse("2024-11/2025-03"), Period.parse("2024-09/2025-03"), What.EARLIER, 2),
        (Period.parse("2025-03"), Period.parse("2025-Q2"), What.CHANGED, None),
        (Period.parse("2025-spring"), Period.parse("2026-spring"), What.LATER, 12),
        (Period.parse("2025-spring"), Period.parse("2025-autumn"), What.CHANGED, None),
        (Period.parse("2025-03/.."), Period.parse("2025-03/2025-06"), What.CHANGED, None),
        (Period.parse("2025-03-01"), Period.parse("2025-03-20"), What.CHANGED, None),
        (None, Money(Decimal(1)), What.CHANGED, None),
        (Text(fi="a", sv="b"), Text(fi="a", sv="c"), What.CHANGED, None),
    ],
)
def test_change(before: object, after: object, what: What, amount: object) -> None:
    """A change says what happened and by how much, and no more than the two values tell."""
    (change,) = compare([item("a", before)], [item("a", after)])
    assert (change.what, change.amount, change.field) == (what, amount, "value")


def test_what_is_the_same_is_no_change() -> None:
    """Equal values are no change, nor is another wording of the same thing."""
    assert compare([item("a", Decimal("1.0"))], [item("a", Decimal(1))]) == ()
    assert compare([item("a", Text(fi="a", sv="b"))], [item("a", Text(fi="a", sv="b"))]) == ()
    assert compare([item("a", Text(fi="a", sv="b"), "x")], [item("a", Text(fi="c", sv="d"), "x")]) == ()


def counted(value: object, unit: str | None = None) -> list[Tracked]:
    """Return an item of which a figure in a unit is compared."""
    return [Tracked("a", Text(fi="a", sv="a"), Record(), {"value": Trait(value, unit=unit)})]


@pytest.mark.parametrize(
    ("before", "after", "what", "amount"),
    [
        ((Quantity.parse("10"), "day"), (Quantity.parse("10"), "month"), What.CHANGED, None),
        ((Quantity.parse("10"), "day"), (Quantity.parse("15"), "month"), What.CHANGED, None),
        ((Quantity.parse("10"), "day"), (Quantity.parse("15"), "day"), What.RAISED, Quantity.parse("5 day")),
        ((Quantity.parse("10 day"), None), (Quantity.parse("15"), "day"), What.RAISED, Quantity.parse("5 day")),
        ((Quantity.parse("3 per week"), "day"), (Quantity.parse("3 per month"), "day"), What.CHANGED, None),
        (
            (Quantity.parse("2 per week"), "day"),
            (Quantity.parse("3 per week"), "day"),
            What.RAISED,
            Quantity.parse("1 day per week"),
        ),
        ((Decimal(3), "persons"), (Decimal(3), "person-years"), What.CHANGED, None),
        ((Decimal(3), "persons"), (Decimal(4), "person-years"), What.CHANGED, None),
    ],
)
def test_a_unit_is_part_of_a_figure(
    before: tuple[object, str | None], after: tuple[object, str | None], what: What, amount: object
) -> None:
    """The same number in another unit is a change, and nothing is more or less than what counts otherwise."""
    (change,) = compare(counted(*before), counted(*after))
    assert (change.what, change.amount) == (what, amount)


def test_where_a_unit_is_written_is_no_change() -> None:
    """A unit may stand with the figure or with its row, and a word has none."""
    assert compare(counted(Quantity.parse("10 day")), counted(Quantity.parse("10"), "day")) == ()
    assert compare(counted(Quantity.parse("later"), "day"), counted(Quantity.parse("later"), "month")) == ()


def test_added_and_removed() -> None:
    """What only the newer version has is new, unless the older one is known only in part."""
    older, newer = [item("a"), item("b")], [item("c"), item("a")]
    assert [(c.what, c.item.id) for c in compare(older, newer)] == [(What.ADDED, "c"), (What.REMOVED, "b")]
    assert [(c.what, c.item.id) for c in compare(older, newer, whole=False)] == [(What.REMOVED, "b")]


@pytest.fixture(scope="module")
def site() -> Site:
    """The miniature site, whose plan has an earlier version."""
    found = load_site(HERE / "site").site
    assert found is not None
    return found


@pytest.fixture(scope="module")
def plan(site: Site) -> Plan:
    """Its plan."""
    return site.plans[0]


def test_changes_of_a_plan(plan: Plan) -> None:
    """The two versions of the plan differ in just what their files say, kind by kind."""
    ((edition, changes),) = plan.changes
    assert edition is plan
    assert [(c.what.value, c.item.id, c.field) for c in changes] == [
        ("changed", "build", "title"),
        ("changed", "dropped", "state"),
        ("added", "try", ""),
        ("added", "old", ""),
        ("removed", "gone", ""),
        ("raised", "costs/staff", "amount"),
        ("lowered", "costs/tools", "amount"),
        ("added", "building", ""),
        ("later", "ready", "when"),
        ("added", "trial", ""),
        ("added", "transfer", ""),
        ("lowered", "delay", "points"),
        ("lowered", "delay", "likelihood"),
        ("added", "cost", ""),
    ]


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "fi",
            [
                "Henkilöstö – Summa Kustannusarvio | Kasvoi: 100 € | noin 500 € | noin 600 €",
                "Välineet – Summa Kustannusarvio | Pieneni: 100 € | 350,50 € | 250,50 €",
                "Esimerkki on valmis – Milloin Aikataulu | Siirtyi 3 kuukautta myöhemmäksi "
                "| maaliskuu 2025 | kesäkuu 2025",
                "Esimerkki myöhästyy – Pisteet Riskit | Pieneni: 4 | 16 | 12",
                "Poistettu toimenpide – Tila Toimenpiteet | Poistettu suunnitelmasta "
                "| Mukana suunnitelmassa | Poistettu suunnitelmasta",
                "Kadonnut toimenpide Toimenpiteet | Ei enää tässä versiossa | – | –",
                "Välineet Lähde: luku 2, Kustannukset | Henkilöstö | 100 €",
            ],
        ),
        (
            "sv",
            [
                "Personal – Summa Kostnadsberäkning | Ökade med 100 € | cirka 500 € | cirka 600 €",
                "Exemplet är klart – När Tidsplan | Flyttades 3 månader framåt | mars 2025 | juni 2025",
                "Försvunnen åtgärd Åtgärder | Finns inte längre i den här versionen | – | –",
                "Verktyg Källa: kapitel 2, Kostnader | Personal | 100 €",
            ],
        ),
    ],
)
def test_changes_on_the_page(site: Site, plan: Plan, language: str, rows: list[str]) -> None:
    """A reader sees each change with both values, and what was moved from where to where."""
    shown = rows_of(site, plan, language)
    assert [row for row in rows if row not in shown] == []


def test_a_changed_unit_on_the_page(site: Site, plan: Plan) -> None:
    """Figures that are no money stand with their units, so that a reader sees what has changed."""
    text = """tables:
  - id: costs
    title: {{fi: Työ, sv: Arbete}}
    source: plan/2
    unit: {unit}
    rows:
      - {{id: staff, name: {{fi: Henkilöstö, sv: Personal}}, amount: 3}}
      - {{id: tools, name: {{fi: Välineet, sv: Verktyg}}, amount: 0}}
"""
    old, new = (make("budget", text.format(unit=unit), site).block for unit in ("persons", "person-years"))
    assert old
    assert new
    earlier = replace(plan, blocks={"budget": old}, earlier=())
    changed = replace(plan, blocks={"budget": new}, earlier=(earlier,))
    assert "Henkilöstö – Summa Työ | Muuttui | 3 henkilöä | 3 htv" in rows_of(site, changed, "fi")


def rows_of(site: Site, plan: Plan, language: str) -> list[str]:
    """Return the rows of the tables of changes, cells parted by bars."""
    localizer = Localizer(next(known for known in site.facts.languages if known.code == language))
    html = Renderer(site, localizer).env.get_template("changes.html").render(plan=plan)
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    ]
    return [" | ".join(" ".join(re.sub(r"<[^>]*>|&nbsp;", " ", cell).split()) for cell in row) for row in cells]
