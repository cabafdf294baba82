"""Rows from CSV files: as Finnish and English spreadsheets save them, with places."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from planssi.loader import load_site
from planssi.reader import Reading
from planssi.spreadsheet import figure, read_rows

LANGUAGES = ("fi", "sv")


def read(tmp_path: Path, raw: bytes) -> Reading:
    """Write a file and read its rows."""
    path = tmp_path / "annex.csv"
    path.write_bytes(raw)
    return read_rows(path, "annex.csv", ["planned", "actual"], LANGUAGES)


@pytest.mark.parametrize(
    "raw",
    [
        "\ufeffid;part_of;fi;sv;planned;actual\r\nstaff;total;Henkilöstö;Personal;1 234,50;\r\n".encode(),
        b"id,part_of,fi,sv,planned,actual\nstaff,total,Henkil\xc3\xb6st\xc3\xb6,Personal,1234.50,\n",
        'id;part_of;fi;sv;planned;actual\nstaff;total;"Henkilöstö";Personal;1\u00a0234,5;\n\n'.encode(),
    ],
    ids=["Finnish", "English", "quoted"],
)
def test_spreadsheets_of_all_kinds(tmp_path: Path, raw: bytes) -> None:
    """Semicolon or comma, decimal comma or point, byte order mark or none: the same row."""
    reading = read(tmp_path, raw)
    assert reading.problems == ()
    (row,) = reading.data
    assert row == {
        "id": "staff",
        "part_of": "total",
        "name": {"fi": "Henkilöstö", "sv": "Personal"},
        "cells": [Decimal("1234.5"), None],
    }


def test_cells_know_their_place(tmp_path: Path) -> None:
    """A figure has the line and the column of its cell."""
    reading = read(tmp_path, b"id;fi;planned;actual\nstaff;A;10;20\nx;B;5;\n")
    assert [str(place) for place in reading.data[0].get("cells").items_at] == ["annex.csv:2:9", "annex.csv:2:12"]
    assert reading.data[1].at.line == 3


@pytest.mark.parametrize("header", ["fi;sv", "id;budjetti", "id;planed"])
def test_a_wrong_header_is_told(tmp_path: Path, header: str) -> None:
    """A column that means nothing, or no ids at all, is a problem of the first line."""
    reading = read(tmp_path, f"{header}\na;b\n".encode())
    assert reading.data is None
    assert [(str(problem.at), problem.code) for problem in reading.problems] == [("annex.csv:1:1", "csv-header")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A name that leads nowhere is told."""
    reading = read_rows(tmp_path / "none.csv", "none.csv", [], LANGUAGES)
    assert [problem.code for problem in reading.problems] == ["missing-file"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (" ", None),
        ("0", Decimal(0)),
        ("−1 000,5", Decimal("-1000.5")),
        ("1.234,5", "1.234,5"),
        ("x?", "x?"),
        ("12 34", "12 34"),
    ],
)
def test_figures(text: str, value: object) -> None:
    """Only what is plainly a number becomes one; the rest stays for the rules to refuse."""
    assert figure(text) == value


def test_a_table_of_a_plan_comes_from_a_spreadsheet(tmp_path: Path) -> None:
    """`rows: annex.csv` gives the same budget as the rows written out, and its mistakes have places in the file."""
    import shutil

    from planssi.checks import check_site

    source = Path(__file__).parent / "site"
    shutil.copytree(source, tmp_path / "site")
    folder = tmp_path / "site/content/plans/ita-uusimaa/esimerkkihanke"
    written = load_site(tmp_path / "site").site
    assert written is not None
    yaml = (folder / "budget.yaml").read_text("utf-8")
    head = yaml.partition("    rows:\n")[0]
    (folder / "budget.yaml").write_text(f"{head}    rows: costs.csv\n", "utf-8")
    (folder / "costs.csv").write_text(
        "id;part_of;approximate;fi;sv;amount\n"
        "staff;total;x;Henkilöstö;Personal;600\ntools;total;;Välineet;Verktyg;250,50\n"
        "total;;;Yhteensä;Totalt;850,50\n",
        "utf-8-sig",
    )
    loaded = load_site(tmp_path / "site")
    assert check_site(loaded) == ()
    assert loaded.site is not None
    assert loaded.site.plans[0].figures["budget.staff"] == written.plans[0].figures["budget.staff"]
    (folder / "costs.csv").write_text("id;part_of;fi;sv;amount\nstaff;total;A;A;5\ntotal;;Y;S;x\n", "utf-8")
    problems = check_site(load_site(tmp_path / "site"))
    assert [(problem.at.path.rpartition("/")[2], problem.at.line, problem.code) for problem in problems] == [
        ("costs.csv", 3, "number-expected")
    ]
