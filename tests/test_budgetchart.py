"""The picture of sums: bars as long as their shares, and a sentence that is true of one, some or equal parts."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest
from golden import make, small_site
from planssi.blocks.tables import BudgetTable
from planssi.budgetchart import LEAST_AREA, BudgetChart, draw_sums
from planssi.drawing import NARROW
from planssi.localizer import Localizer
from planssi.renderer import Renderer

SITE = small_site()
COLUMNS = """    columns:
      - {id: plan, kind: planned}
      - {id: done, kind: actual}
      - {id: left, kind: forecast}
      - {id: all, kind: total, of: [done, left]}
"""


def text(*rows: str, columns: str = "", unit: str = "euro") -> str:
    """Return the file of a budget of one table."""
    lines = "".join(f"      - {{{row}}}\n" for row in rows)
    head = f"tables:\n  - id: a\n    title: {{fi: A, sv: A}}\n    source: plan/2\n    unit: {unit}\n"
    return f"{head}{columns}    rows:\n{lines}"


def part(id: str, amount: object, more: str = "part_of: all, ") -> str:
    """Return a row of one figure, or of the figures in a list."""
    field = "cells" if isinstance(amount, list) else "amount"
    return f"id: {id}, {more}name: {{fi: Osa {id}, sv: Del {id}}}, {field}: {amount}"


def chart(written: str, language: str = "fi") -> BudgetChart | None:
    """Return the picture of the only table of a budget."""
    block = make("budget", written, SITE).block
    table = block.tables[0]  # type: ignore[union-attr]
    assert isinstance(table, BudgetTable)
    localizer = Localizer(SITE.language(language))
    return draw_sums(table, localizer, localizer.words)


def sentence(written: str, language: str = "fi") -> str:
    """Return what the page says that the picture shows; empty where there is no picture."""
    html = make("budget", written, SITE).html(Renderer(SITE, Localizer(SITE.language(language))))
    found = re.findall(r'<figcaption class="plan-picture__sentence">(.*?)</figcaption>', html, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(found[0])).strip() if found else ""


def test_fewer_than_two_parts_are_no_picture() -> None:
    """A whole alone, or with one part, needs no bars; nor do parts of nothing."""
    whole = part("all", 100, "")
    assert chart(text(whole)) is None
    assert chart(text(whole, part("a", 100))) is None
    assert chart(text(part("all", 0, ""), part("a", 0), part("b", 0))) is None
    assert sentence(text(whole)) == ""


def test_the_sentence_counts_and_names_the_largest() -> None:
    """One largest part is named; equal ones are named together."""
    one = text(part("all", 100, ""), part("a", 25), part("b", 75))
    assert sentence(one) == "Kuvassa on 2 osaa. Suurin on Osa b: 75 €, 75 % kokonaisuudesta."
    assert sentence(one, "sv") == "Bilden har 2 delar. Störst är Del b: 75 €, 75 % av helheten."
    two = text(part("all", 90, ""), part("a", 30), part("b", 30), part("c", 30))
    equal = "Suurimmat ovat yhtä suuria (30 €, 33 % kokonaisuudesta): Osa a, Osa b ja Osa c."
    assert sentence(two).endswith(equal)


def test_parts_of_several_wholes_have_no_share_in_the_sentence() -> None:
    """A share is of one whole, so a picture of several only names the largest sum."""
    of_one = (part("all", 100, ""), part("a", 25), part("b", 75))
    of_other = (part("other", 40, ""), part("c", 10, "part_of: other, "), part("d", 30, "part_of: other, "))
    assert sentence(text(*of_one, *of_other)) == "Kuvassa on 4 osaa. Suurin on Osa b: 75 €."


def test_planned_sums_stand_beside_what_became_of_them() -> None:
    """The planned sum is a bar of its own; the other is divided into what is spent and what is to come."""
    whole = part("all", [100, 60, 60, 120], "")
    drawn = chart(text(whole, part("a", [40, 20, 30, 50]), part("b", [60, 40, 30, 70]), columns=COLUMNS))
    assert drawn is not None
    assert [[len(bar.segments) for bar in row.bars] for row in drawn.rows] == [[1, 2], [1, 2]]
    planned, became = drawn.rows[0].bars
    assert planned.segments[0].pattern == 0
    assert round(planned.segments[0].width / drawn.area, 2) == round(40 / 120, 2), "both bars have the same scale"
    assert round(sum(piece.width for piece in became.segments) / drawn.area, 2) == round(50 / 120, 2)
    assert (planned.share, became.share) == ("40\xa0%", "42\xa0%")
    assert len({key.pattern for key in drawn.keys}) == 3
    assert drawn.whole is not None
    assert [amount.replace("\xa0", " ") for _, amount in drawn.whole.sums] == ["100 €", "120 €"]


def test_a_blank_has_no_bar() -> None:
    """A part whose planned sum the source leaves blank has only the other bar."""
    whole = part("all", [100, 60, 60, 120], "")
    drawn = chart(
        text(whole, part("a", ["null", 20, 30, 50]), part("b", [100, 40, 30, 70]), columns=COLUMNS).replace("'", "")
    )
    assert drawn is not None
    assert [len(row.bars) for row in drawn.rows] == [1, 2]


@pytest.mark.parametrize("amount", ["1", "1234567.89", "999999999999"])
def test_sums_never_touch_their_bars(amount: str) -> None:
    """The longer the longest sum, the shorter the bars; on the narrowest screen it has room beside them."""
    half = str(Decimal(amount) / 2)
    drawn = chart(text(part("all", amount, ""), part("a", half), part("b", half)))
    assert drawn is not None
    longest = max(len(bar.amount) for row in drawn.rows for bar in row.bars)
    assert drawn.area == LEAST_AREA or NARROW * (100 - drawn.area) / 100 >= 44 + 7.5 * longest
    assert (
        max(piece.left + piece.width for row in drawn.rows for bar in row.bars for piece in bar.segments) <= drawn.area
    )
