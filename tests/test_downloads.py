"""Tables as files: nothing that a reader sees is lost, and a spreadsheet can count with the numbers."""

from __future__ import annotations

import csv
import posixpath
import re
import zipfile
from decimal import Decimal
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from document import Document
from planssi.downloads import LONGEST_NAME, downloads_of
from planssi.localizer import Localizer
from planssi.model import Language
from planssi.page import Page, PageKind
from planssi.pages import PageTree

WORD = re.compile(r"[^\W\d_]{2,}")
GROUPS = re.compile(r"(?<=\d)\s(?=\d{3})")
LEADS_BELOW = re.compile(r'<a [^>]*href="#[^"]*-(?:difference|mark)-[^"]*">.*?</a>')
"""A link to what explains a figure, which its file says in full."""
EUROPEAN = Language(code="fi", locale="fi_FI", name="suomi", switch="Suomeksi")
BRITISH = Language(code="en", locale="en_GB", name="English", switch="In English")


def read(content: bytes, separator: str = ";") -> list[list[str]]:
    """Return the rows of a file, as a spreadsheet reads them."""
    assert content.startswith(b"\xef\xbb\xbf"), "a spreadsheet would guess how the letters are written"
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def links(page: Page, html: str) -> list[tuple[str, str]]:
    """Return the paths of the files that a page offers, and what the links say."""
    found = [a for a in Document(html).all("a") if "download" in a]
    return [
        (posixpath.normpath(posixpath.join(page.url, unquote(a["href"]))), " ".join(a["text"].split())) for a in found
    ]


def words(text: str) -> set[str]:
    """Return the words and numbers of a text, numbers without the spaces between their figures."""
    return {*WORD.findall(text), *re.findall(r"\d+", GROUPS.sub("", text))}


def test_every_table_has_a_file_that_holds_all_of_it(built_site: Path, tree: PageTree) -> None:
    """On every page, in every language: as many rows, and every word and number."""
    tables = 0
    for page in tree.pages:
        html = (built_site / page.path).read_text("utf-8")
        files = [path for path, _ in links(page, html) if path.endswith(".csv")]
        if page.kind is PageKind.WHOLE:
            assert files == []
            continue
        own = re.findall(r"<table.*?</table>", html, re.DOTALL)
        assert len(files) == len(set(files)) == len(own), page.url
        for table, path in zip(own, files, strict=True):
            rows = read((built_site / path).read_bytes())
            apart = re.sub("(<li|<span class)", r" \1", LEADS_BELOW.sub("", table))
            cells = [element for element in Document(apart).elements if element[""] in ("th", "td")]
            shown = {word for cell in cells for word in words(cell["text"])} - {"Lähde", "Källa", "Source"}
            assert shown <= {word for row in rows for text in row for word in words(text)}, path
            assert len(rows) == table.count("<tr"), path
            assert len({len(row) for row in rows}) == 1, path
            tables += 1
    assert tables > 1000


def test_files_have_short_names_of_whole_words(built_site: Path) -> None:
    """A name is read in a folder of downloads, where nothing is around it."""
    names = [path.stem for path in built_site.rglob("*.csv")]
    assert max(map(len, names)) <= LONGEST_NAME + 3
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
    assert "kustannukset-pilareittain-investoinneittain-ja-osa-alueittain" in names


def test_both_languages_give_the_same_sums(built_site: Path) -> None:
    """The costs of Keski-Pohjanmaa, the numbers of which a spreadsheet can add up."""
    top = "keski-pohjanmaa/kestava-kasvu/kustannukset/kustannukset-pilareittain-investoinneittain-ja-osa-alueittain"
    fi = read((built_site / f"fi/{top}.csv").read_bytes())
    (path,) = (built_site / "sv/mellersta-osterbotten/hallbar-tillvaxt/kostnader").glob("kostnader-*.csv")
    sv = read(path.read_bytes())
    assert fi[0] == ["Kohde", "Euroa (€)", "Osuus (%)", "Taso", "Huomautukset", "Lähde"]
    assert sv[0] == ["Post", "Euro (€)", "Andel (%)", "Nivå", "Anmärkningar", "Källa"]
    assert fi[1][:4] == ["Kaikki kustannukset", "8380270", "100", "1"]
    assert "lähteessä on 8 380 270, muista luvuista tulee 8 320 270" in fi[1][4]
    assert [row[1:4] for row in fi[1:] if "%" not in row[2]] == [row[1:4] for row in sv[1:] if "%" not in row[2]]
    pillars = sum(Decimal(row[1]) for row in fi[1:] if row[3] == "2")
    assert pillars == 8_320_270
    assert {row[5] for row in fi[2:]} == {"luku 7.2, Hankkeen kustannukset, taulukko"}


def test_statistics_have_their_unit_in_a_column(built_site: Path) -> None:
    """Where rows count different things."""
    rows = read((built_site / "fi/keski-pohjanmaa/kestava-kasvu/tarve/perhekeskuspalvelut.csv").read_bytes())
    assert rows[0] == ["Mitä on laskettu", "2019", "2020", "2021", "Lukujen yksikkö", "Huomautukset", "Lähde"]
    assert rows[2][1:5] == ["4,12", "4,16", "4,78", "päivää"]
    assert rows[3][1:5] == ["698 / 788 arviointia", "810 / 896 arviointia", "643 / 760 arviointia", ""]
    assert rows[3][5].startswith("2019: Tässä laskettu: 88,6 %; 2020: Tässä laskettu: 90,4 %")


def test_a_plan_gives_all_its_tables_at_once(built_site: Path, tree: PageTree) -> None:
    """Every page of a plan offers the same file, which holds the files of all its pages as they are."""
    bundled = 0
    for plan in tree.site.plans:
        for top in tree.sisters_of_plan(plan):
            pages = [page for page in tree.pages if page.plan is plan and page.language == top.language]
            offered = {page: links(page, (built_site / page.path).read_text("utf-8")) for page in pages}
            own = {path for found in offered.values() for path, _ in found if path.endswith(".csv")}
            found = {path for found in offered.values() for path, _ in found if path.endswith(".zip")}
            assert len(found) == bool(own)
            if not own:
                continue
            (bundle,) = found
            with zipfile.ZipFile(built_site / bundle) as packed:
                held = {posixpath.join(top.url, name): packed.read(name) for name in packed.namelist()}
                assert {info.date_time for info in packed.infolist()} == {(2000, 1, 1, 0, 0, 0)}
            assert held == {path: (built_site / path).read_bytes() for path in own}
            bundled += len(held)
            size = -(-(built_site / bundle).stat().st_size // 1000)
            assert all(re.search(rf"\(ZIP, {size} k[tB]\)$", found[-1][1]) for found in offered.values())
    assert bundled > 500


def made(head: list[str], *rows: list[str], language: Language = EUROPEAN, separator: str = ";") -> list[list[str]]:
    """Return the file of a table with these cells."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (head, *rows))
    html = f"<table><caption>Sums</caption>{lines}</table>"
    (download,) = downloads_of(PAGE, html, (), Localizer(language))
    return read(download.content, separator)


PAGE = Page("x", PageKind.CHAPTER, "fi", "fi/x/", "X", "", updated=None, source="")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "head", "texts"),
    [
        (["1\u00a0234,50\u00a0€", "\u22125\u00a0€"], "Sum (€)", ["1234,50", "-5"]),
        (["59\u00a0%", "alle\u00a01\u00a0%"], "Sum (%)", ["59", "alle 1 %"]),
        (["noin\u00a05\u00a0€"], "Sum", ["noin 5 €"]),
        (["5\u00a0€", "Lähde ei kerro."], "Sum (€)", ["5", "Lähde ei kerro."]),
        (["5\u00a0€", "7\u00a0%"], "Sum", ["5", "7"]),
        (["2023", "Q1/2024"], "Sum", ["2023", "Q1/2024"]),
        (["1\u00a0050", "007"], "Sum", ["1050", "007"]),
        (["20 kriittinen", "4"], "Sum", ["20 kriittinen", "4"]),
        (["1.2.2024", "3.1"], "Sum", ["1.2.2024", "3.1"]),
    ],
)
def test_numbers_are_bare_where_their_unit_is_told(cells: list[str], head: str, texts: list[str]) -> None:
    """What is not a plain number stays as the page says it; no number loses its unit or becomes another."""
    rows = made(["Of", "Sum"], *(["a", cell] for cell in cells))
    assert rows[0][:2] == ["Of", head]
    assert [row[1] for row in rows[1:]] == texts
    told = {"%", "€"} & {cell[-1] for cell in cells}
    assert ("Lukujen yksikkö" in rows[0]) is (head == "Sum" and len(told) == 2)


def test_two_units_in_a_row_stay_beside_their_numbers() -> None:
    """Nobody could tell which unit a column of its own would mean."""
    rows = made(["Of", "A", "B"], ["a", "5\u00a0€", "7\u00a0%"], ["b", "8\u00a0%", "9\u00a0€"])
    assert rows == [["Of", "A", "B"], ["a", "5 €", "7 %"], ["b", "8 %", "9 €"]]


def test_signs_of_the_form_itself_are_safe() -> None:
    """A separator, a quotation mark or a line in a cell does not end it."""
    rows = made(["Of"], ["a; b"], ["say &quot;yes&quot;"], ["one<br>two"])
    assert rows == [["Of"], ["a; b"], ['say "yes"'], ["one; two"]]


def test_numbers_with_a_point_are_parted_by_commas() -> None:
    """Spreadsheets of each country read their own form."""
    rows = made(["Of", "Sum"], ["a, b", "1,234.50\u00a0€"], language=BRITISH, separator=",")
    assert rows == [["Of", "Sum (€)"], ["a, b", "1234.50"]]


def test_tables_of_one_name_have_addresses_of_their_own() -> None:
    """Also where the letters of a language cannot stand in one."""
    table = "<table><caption>Sums</caption><tr><th>a</th></tr></table>"
    localizer = Localizer(EUROPEAN)
    found = downloads_of(PAGE, table * 3, (), localizer)
    assert [download.address for download in found] == ["fi/x/sums.csv", "fi/x/sums-2.csv", "fi/x/sums-3.csv"]
    (nameless,) = downloads_of(PAGE, table.replace("Sums", "Кошти"), (), localizer)
    assert (nameless.address, nameless.title) == ("fi/x/table.csv", "Кошти")
