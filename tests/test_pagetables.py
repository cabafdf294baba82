"""Tables of pages in plain text: what stands in them, beside them and below them."""

from __future__ import annotations

import pytest
from planssi.pagetables import Cell, Row, Table, joined, tables_of


def table(rows: str, after: str = "", title: str = "Sums") -> Table:
    """Return a table of two columns with these rows."""
    head = '<thead><tr><th scope="col">Of</th><th scope="col">Euros</th></tr></thead>'
    (found,) = tables_of(f'<table><caption id="a">{title}</caption>{head}<tbody>{rows}</tbody></table>{after}')
    return found


def cell(html: str, after: str = "") -> Cell:
    """Return a cell that holds this."""
    return table(f"<tr><th>a</th><td>{html}</td></tr>", after).rows[0].cells[1]


def test_a_table_has_a_title_a_head_and_rows() -> None:
    """What is escaped or broken over lines on a page is plain in the text."""
    found = table(
        "<tr><th>Care &amp;\n help</th><td>5\u00a0€</td></tr>", title='Sums, <span class="plan-figure">2</span>'
    )
    assert found.caption == 'Sums, <span class="plan-figure">2</span>'
    assert (found.title, found.head) == ("Sums, 2", ("Of", "Euros"))
    assert found.rows == (Row((Cell("Care & help"), Cell("5 €")), 1),)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<ul><li>One</li><li>Two</li></ul>", "One; Two"),
        ("<ul><li>One.</li><li>Two<ul><li>Three</li></ul></li></ul>", "One. Two; Three"),
        ('Care <span lang="fi">Soite</span> <a href="x/">now</a>', "Care Soite now"),
        ('In <a class="plan-term" href="#term-a">care</a>,\n today', "In care, today"),
        ('<span class="plan-timeline__when">2024</span>: Begun', "2024: Begun"),
        ('<a href="x/">Care</a><span class="plan-listed__summary">Help for all.</span>', "Care; Help for all."),
        ('<span aria-hidden="true">–</span><span class="plan-hidden">Not told.</span>', "Not told."),
        ('5<svg class="plan-bar"><title>x</title><rect width="1"/></svg>', "5"),
        ("One<br>Two", "One; Two"),
    ],
)
def test_a_cell_is_what_its_readers_see(html: str, text: str) -> None:
    """What is laid out apart on the page is apart in the text; what is only a picture is not there."""
    assert cell(html) == Cell(text)


def test_notes_and_sources_are_apart_from_the_text() -> None:
    """A sum that bears a remark is still a sum."""
    note = '<span class="plan-note">Of <span class="plan-figure">2</span> parts.</span>'
    assert cell(f'5 € {note} <span class="plan-source">Source: chapter 1</span>') == Cell(
        "5 €", notes=("Of 2 parts.",), sources=("Source: chapter 1",)
    )


def test_a_figure_takes_along_what_explains_it_below_the_table() -> None:
    """A difference and a footnote are read where the figure is."""
    below = '<ol><li id="plan-b-difference-1">The parts make <b>4</b>.</li></ol>'
    below += '<p class="plan-note" id="plan-s-mark-a">* Others too.</p>'
    assert cell('5 € <a href="#plan-b-difference-1">remark 1</a>', below) == Cell(
        "5 €", explained=("The parts make 4.",)
    )
    html = '5<a class="plan-mark" href="#plan-s-mark-a"><span class="plan-hidden">Footnote </span>*</a>'
    assert cell(html, below) == Cell("5", explained=("* Others too.",))
    with pytest.raises(ValueError, match="plan-b-difference-2"):
        cell('5 € <a href="#plan-b-difference-2">remark 2</a>', below)


def test_rows_say_how_deep_they_are() -> None:
    """The first level is 1, also where the page does not say it."""
    rows = (
        '<tr><th>a</th><td>1</td></tr><tr class="plan-budget__row--part plan-budget__row--2"><th>b</th><td>1</td></tr>'
    )
    assert [row.level for row in table(rows).rows] == [1, 3]


def test_a_source_below_belongs_to_the_table_above_it() -> None:
    """Not to one before another table or heading."""
    source = '<p class="plan-source">Source: chapter 1</p>'
    row = "<tr><th>a</th><td>1</td></tr>"
    assert table(row, f"<figure><p>x</p></figure>{source}").source == "Source: chapter 1"
    assert table(row, f"<h2>Next</h2>{source}").source == ""
    first, second = tables_of(
        f"<table><caption>A</caption><tr><th>a</th></tr></table><table><caption>B</caption><tr><th>b</th></tr></table>{source}"
    )
    assert (first.source, second.source) == ("", "Source: chapter 1")


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<table><tr><th>a</th></tr></table>", "caption"),
        ("<table><caption>A</caption><tr><th>a</th><th>b</th></tr><tr><th>c</th></tr></table>", "length"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(html: str, fault: str) -> None:
    """Nobody could tell what it holds, or which of its cells belong together."""
    with pytest.raises(ValueError, match=fault):
        list(tables_of(html))


@pytest.mark.parametrize(
    ("texts", "whole"),
    [([], ""), (["", " "], ""), (["a"], "a"), (["a", "b"], "a; b"), (["A.", "B"], "A. B"), (["a", ": b"], "a: b")],
)
def test_joining(texts: list[str], whole: str) -> None:
    """Words after each other can be told apart, and no sign stands twice."""
    assert joined(texts) == whole
