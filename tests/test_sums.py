"""Tables of a budget: the money in their cells, and tables of which a page shows only some rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from planssi.blocks.budget import Budget
from planssi.fields import Known, Money
from planssi.reader import parse_yaml
from planssi.validation import validate

TEXT = """
tables:
  - id: all
    title: {fi: Kaikki, sv: Allt}
    source: plan/2
    rows:
      - {id: sum, name: {fi: Summa, sv: Summa}, amount: 1000}
      - {id: left, part_of: sum, name: {fi: Vasen, sv: Vänster}, amount: 600}
      - {id: right, part_of: sum, name: {fi: Oikea, sv: Höger}, amount: 390}
      - {id: near, part_of: left, name: {fi: Lähi, sv: När}, amount: 200, measure: near}
      - {id: far, part_of: left, name: {fi: Etä, sv: Fjärr}, amount: 400}
      - {id: tools, part_of: near, name: {fi: Välineet, sv: Verktyg}, amount: 150}
      - {id: work, part_of: near, name: {fi: Työ, sv: Arbete}, amount: 50}
    explained:
      - why: {fi: Lähde ei kerro., sv: Källan säger det inte.}
        differences: [{rule: parts, cell: sum/amount, difference: 10}]
claims:
  - {id: here, amount: 200, cell: all/near, source: plan/1}
  - {id: there, amount: 390, cell: all/right, source: plan/1}
"""


@pytest.fixture(scope="module")
def budget() -> Budget:
    """A budget whose first sum is not that of its parts."""
    block, problems, _ = validate(Budget, parse_yaml(TEXT, "").data, Known(("fi", "sv")))
    assert not problems
    assert block
    return block


def test_rows_of_a_measure_come_with_their_wholes_and_parts(budget: Budget) -> None:
    """What a row lies inside is shown above it and its parts below, and nothing of its neighbours."""
    own = budget.of_measures({"near"})
    assert own is not None
    assert [line.row.id for line in own.tables[0].lines] == ["sum", "left", "near", "tools", "work"]
    assert budget.of_measures({"other"}) is None


def test_what_is_computed_is_of_the_whole_table(budget: Budget) -> None:
    """Shares and differences stay as they are where every row is shown."""
    own = budget.of_measures({"near"})
    assert own is not None
    table = own.tables[0]
    assert {line.row.id: table.portion(line) for line in table.lines}["near"] == Decimal("0.2")
    assert [(d.finding.row.id, d.finding.computed) for d in own.differences(table)] == [("sum", Decimal(990))]


def test_sums_said_elsewhere_go_with_their_rows(budget: Budget) -> None:
    """A sum said elsewhere is shown where the rows it is compared with are."""
    own = budget.of_measures({"near"})
    assert own is not None
    assert [claim.id for claim in own.claims] == ["here"]
    assert [claim.id for claim in budget.pick(("all",)).claims] == ["here", "there"]


def test_a_row_may_belong_to_several_measures() -> None:
    """A sum that measures share stands on the page of each."""
    shared = TEXT.replace("amount: 390}", "amount: 390, measures: [one, two]}")
    block, problems, _ = validate(Budget, parse_yaml(shared, "").data, Known(("fi", "sv")))
    assert not problems
    assert block
    for measure in ("one", "two"):
        own = block.of_measures({measure})
        assert own is not None
        assert [line.row.id for line in own.tables[0].lines] == ["sum", "right"]


def test_a_cell_is_money_in_euros() -> None:
    """A figure is scaled by the unit of its column and keeps its "about"; persons and blanks are no money."""
    text = """tables:
  - id: all
    title: {fi: Kaikki, sv: Allt}
    source: plan/2
    columns:
      - {id: sum, unit: thousand-euro}
      - {id: staff, unit: persons}
    rows:
      - {id: a, name: {fi: A, sv: A}, cells: [1.5, 3], approximate: true}
      - {id: b, name: {fi: B, sv: B}, cells: [null, 3]}
"""
    block, problems, _ = validate(Budget, parse_yaml(text, "").data, Known(("fi", "sv")))
    assert not problems
    assert block
    (table,) = block.tables
    first, second = table.rows
    assert table.money(first, 0) == Money(Decimal(1500), approximate=True)
    assert [table.money(first, 1), table.money(second, 0)] == [None, None]
