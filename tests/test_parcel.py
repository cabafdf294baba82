"""A parcel goes to a translator and comes back: exactly the edited texts are new, and a damaged one changes nothing."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from building import ROOT
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from planssi import workbook, xliff
from planssi.checks import check_site
from planssi.cli import main
from planssi.delivery import FAULTS, Delivery, unpack
from planssi.freshness import Records, State
from planssi.loader import load_site
from planssi.localizer import catalogue
from planssi.messages import RULES
from planssi.model import Site
from planssi.parcel import KEY, Parcel, Return, Returned, pack
from planssi.passages import passages
from planssi.prose import FIGURE
from planting import SITE, record

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
ET.register_namespace("", CORE.strip("{}"))
ET.register_namespace("gls", "urn:oasis:names:tc:xliff:glossary:2.0")
FORMS = ("xlf", "xlsx")
DIRECTIONS = (("fi", "sv"), ("sv", "fi"))
PLAN = "content/plans/ita-uusimaa/esimerkkihanke"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the miniature site."""
    return shutil.copytree(SITE, tmp_path / "site")


def run(root: Path, *arguments: str) -> Result:
    """Run `planssi translate` in English."""
    return CliRunner().invoke(main, ["translate", *arguments, "--root", str(root), "--lang", "en"])


def export(root: Path, form: str, source: str, target: str, *options: str) -> Path:
    """Export everything, or what the options say."""
    file = root.parent / f"parcel.{form}"
    result = run(root, "export", str(file), "--from", source, "--to", target, *(options or ("--all",)))
    assert result.exit_code == 0, result.output
    return file


def snapshot(root: Path) -> Mapping[str, bytes]:
    """Return every file of a site."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def load(root: Path) -> Site:
    """Return a site that can be read."""
    site = load_site(root).site
    assert site is not None
    return site


def words(root: Path) -> list[dict[str, str]]:
    """Return the words of every text."""
    return [dict(passage.words) for passage in passages(load(root))]


def edit(file: Path, edits: Mapping[str, str], *, checked: bool = False, every: bool = False) -> None:
    """Write translations into a parcel, by their sources, as a translator does: the first time, or every time."""
    if file.suffix == ".xlf":
        tree = ET.parse(file)
        done = set()
        for unit in tree.iter(f"{CORE}unit"):
            (segment,) = unit.iter(f"{CORE}segment")
            source, target = segment.find(f"{CORE}source"), segment.find(f"{CORE}target")
            said = plain(source, {data.get("id"): data.text for data in unit.iter(f"{CORE}data")})
            if said in edits and (every or said not in done):
                done.add(said)
                if target is None:
                    target = ET.SubElement(segment, f"{CORE}target")
                for child in list(target):
                    target.remove(child)
                target.text = edits[said]
                segment.set("state", "final" if checked else "translated")
        tree.write(file, "utf-8", xml_declaration=True)
    else:
        book = load_workbook(file)
        sheet = book.active
        assert sheet is not None
        done = set()
        for row in sheet.iter_rows(min_row=2):
            if row[2].value in edits and (every or row[2].value not in done):
                done.add(row[2].value)
                row[5].value = edits[row[2].value]
                row[5].data_type = "s"
                row[6].value = "x" if checked else None
        book.save(file)
    assert done == set(edits), set(edits) - done


def plain(element: ET.Element | None, data: Mapping[str | None, str | None]) -> str:
    """Return the words of an element, its codes replaced by what they stand for."""
    assert element is not None
    words = element.text or ""
    for child in element:
        before, after = (data.get(child.get(name)) or "" for name in ("dataRefStart", "dataRefEnd"))
        words += (data.get(child.get("dataRef")) or before + plain(child, data) + after) + (child.tail or "")
    return words


TEXTS = {
    "fi": ("Raha loppuu kesken.", "Pengarna tar slut."),
    "figure": ("Hanke kestää {{ plan.period }}.", "Projektet pågår {{ plan.period }}."),
    "link": (
        "Riskit ovat [omalla sivullaan](60-risks.fi.md#riskit).",
        "Riskerna finns på [en egen sida](60-risks.sv.md#risker).",
    ),
}


AWKWARD = {"fi": "=raha: \"loppuu\", #kesken & \\ 'hanke'", "sv": "=pengarna: \"tar\", #slut & \\ 'projektet'"}
"""Words in each language, with signs that mean something in files."""
PLAIN = {
    "fi": ("Rahan puute", "Hankkeen vaikeudet", "Työn riskit", "Mitä aikataulu kestää", "Hinta", "Ajan kuluminen"),
    "sv": (
        "Brist på pengar",
        "Projektets svårigheter",
        "Arbetets risker",
        "Vad tidsplanen tål",
        "Priset",
        "Tidens gång",
    ),
}
"""Words for a page."""


def source_of(name: str, source: str) -> str:
    """Return a text of the miniature site in the language of the source."""
    return TEXTS[name][0 if source == "fi" else 1]


@pytest.mark.parametrize("form", FORMS)
def test_an_unchanged_parcel_changes_no_byte_of_the_real_site(form: str, tmp_path: Path) -> None:
    """The same export gives the same bytes; taken back as it is, it changes nothing."""
    root = tmp_path / "site"
    for folder in ("content", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    file = export(root, form, "fi", "sv")
    first = file.read_bytes()
    assert export(root, form, "fi", "sv").read_bytes() == first
    before = snapshot(root)
    result = run(root, "import", str(file))
    assert (result.exit_code, result.stdout) == (
        0,
        "New or changed: 0. Found right as they are: 0. Without a translation: 0. Left out: 0.\n",
    )
    assert snapshot(root) == before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_exactly_the_edited_texts_are_new(root: Path, form: str, source: str, target: str) -> None:
    """Export, edit, import: in YAML and Markdown, with awkward signs, each text is as the translator wrote it."""
    file = export(root, form, source, target)
    before = words(root)
    new = {
        source_of("fi", source): AWKWARD[target],
        source_of("figure", source): f"{{{{ plan.period }}}}: {AWKWARD[target]} *{{x}}* <",
        source_of("link", source): f"[{AWKWARD[target]}](60-risks.{target}.md).",
    }
    edit(file, new)
    result = run(root, "import", str(file))
    assert result.exit_code == 0, result.output
    assert "New or changed: 3." in result.stdout
    expected = [text | ({target: new.pop(text[source])} if text.get(source) in new else {}) for text in before]
    assert words(root) == expected
    again = run(root, "import", str(file))
    assert (again.exit_code, "New or changed: 0." in again.stdout) == (0, True), again.output


def test_a_trial_changes_nothing(root: Path) -> None:
    """--dry-run tells what would be done."""
    file = export(root, "xlf", "fi", "sv")
    edit(file, {TEXTS["fi"][0]: "Pengarna räcker inte till."})
    before = snapshot(root)
    result = run(root, "import", str(file), "--dry-run")
    assert result.exit_code == 0
    assert f"{PLAN}/risks.yaml\nNew or changed: 1." in result.stdout
    assert snapshot(root) == before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_what_is_behind_is_exported_and_what_comes_back_is_fresh(
    root: Path, form: str, source: str, target: str
) -> None:
    """Without --all only texts that need work are in the parcel; then they are recorded as right."""
    if source == "sv":
        path = root / PLAN / "plan.yaml"
        path.write_text(path.read_text("utf-8") + "original: sv\n", "utf-8")
    record(root)
    nothing = run(root, "export", str(root.parent / f"x.{form}"), "--to", target)
    assert nothing.stdout == "Nothing needs translating.\n", nothing.output
    path = root / PLAN / "risks.yaml"
    old, new = source_of("fi", source), f"{source_of('fi', source)[:-1]} 2030!"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    title = "Esimerkki myöhästyy" if source == "fi" else "Exemplet försenas"
    path.write_text(path.read_text("utf-8").replace(title, f"{title} paljon"), "utf-8")
    (entry, other) = pack(load(root), root, target).entries[::-1]
    assert (entry.source, other.source) == (new, f"{title} paljon")
    file = root.parent / f"parcel.{form}"
    assert run(root, "export", str(file), "--to", target).exit_code == 0
    edit(file, {new: AWKWARD[target] + " 2030"})
    edit(file, {f"{title} paljon": other.old}, checked=True)
    result = run(root, "import", str(file))
    assert "New or changed: 1. Found right as they are: 1." in result.stdout, result.output
    site = load(root)
    states = {Records(site).state(passage, target).state for passage in passages(site)}
    assert states <= {State.FRESH, State.ORIGINAL}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_a_missing_page_is_made_when_all_its_texts_are_there(root: Path, form: str, source: str, target: str) -> None:
    """A page without a sister is exported whole and comes back as a new file."""
    path = root / PLAN / f"60-risks.{target}.md"
    path.unlink()
    file = export(root, form, source, target, "--plan", "ita-uusimaa/esimerkkihanke")
    site = load(root)
    entries = [e for e in pack(site, root, target, source=source).entries if not e.old and e.passage.plan]
    assert len(entries) > 2
    texts = {
        entry.source: " ".join([words, *(match[0] for match in FIGURE.finditer(entry.source))])
        for entry, words in zip(entries, PLAIN[target], strict=True)
    }
    first = next(iter(texts))
    edit(file, {first: texts[first]})
    before = snapshot(root)
    result = run(root, "import", str(file))
    assert result.exit_code == 1
    assert "[page-incomplete]" in result.stderr
    assert snapshot(root) == before
    edit(file, texts, every=True)
    result = run(root, "import", str(file))
    assert result.exit_code == 0, result.output
    assert path.is_file()
    made = [p.words[target] for p in passages(load(root)) if p.places.get(target, ("",))[0].endswith(path.name)]
    assert made == list(texts.values())


def truncated(file: Path) -> None:
    """The end of the file got lost."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def in_xlf(old: str, new: str, count: int = 1) -> Callable[[Path], None]:
    """Replace something in an XLIFF file."""

    def spoil(file: Path) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, count), "utf-8", newline="")

    return spoil


def in_sheet(change: Callable[..., None]) -> Callable[[Path], None]:
    """Change something in a sheet."""

    def spoil(file: Path) -> None:
        book = load_workbook(file)
        change(book.active)
        book.save(file)

    return spoil


def repeated(file: Path) -> None:
    """The same text is in an XLIFF file twice."""
    text = file.read_text("utf-8")
    start = text.index("<unit")
    unit = text[start : text.index("</unit>") + len("</unit>")]
    file.write_text(text.replace(unit, unit + unit, 1), "utf-8")


def formula(sheet: object) -> None:
    """A cell has become a formula."""
    cell = sheet["F2"]  # type: ignore[index]
    cell.value, cell.data_type = "=A1&B1", "f"


def number(sheet: object) -> None:
    """A cell has become a number."""
    sheet["F2"].value = 1.5  # type: ignore[index]


def garbage(file: Path) -> None:
    """The file is something else."""
    file.write_bytes(b"\x00\x01 not a parcel")


def edited(name: str, text: str) -> Callable[[Path], None]:
    """The translator wrote something wrong."""

    def spoil(file: Path) -> None:
        source = "fi" if SOURCES[file] == "fi" else "sv"
        edit(file, {source_of(name, source): text.replace("TARGET", "sv" if source == "fi" else "fi")})

    return spoil


SOURCES: dict[Path, str] = {}
"""Language of the source of each parcel that a test has made."""

BOTH: dict[str, Callable[[Path], None]] = {
    "truncated": truncated,
    "garbage": garbage,
    "figure lost": edited("figure", "Esimerkki."),
    "figure added": edited("fi", "Raha {{ plan.period }}."),
    "figure misspelt": edited("figure", "A {{ plan.perod }}."),
    "link lost": edited("link", "Se on siellä."),
    "link into nowhere": edited("link", "A [b](61-risks.TARGET.md)."),
    "link added": edited("fi", "[x](60-risks.TARGET.md)"),
    "emphasis": edited("fi", "A **b."),
    "two paragraphs": edited("link", "A [b](60-risks.TARGET.md).\n\nB."),
    "heading": edited("link", "## A [b](60-risks.TARGET.md)"),
    "empty": edited("fi", ""),
    "wrong-language": edited("fi", "The money runs out before the work has been finished."),
    "left untranslated": lambda file: edit(
        file, {TEXTS["fi"][SOURCES[file] == "sv"]: TEXTS["fi"][SOURCES[file] == "sv"]}
    ),
    "figures-differ": lambda file: edit(
        file, {"1. vaihe": "Fas 2"} if SOURCES[file] == "fi" else {"Fas 1": "2. vaihe"}
    ),
}
OF_FORMS: dict[str, dict[str, Callable[[Path], None]]] = {
    "xlf": {
        "doctype": in_xlf("<xliff ", '<!DOCTYPE x [<!ENTITY a "b">]>\n<xliff '),
        "wrong target": in_xlf('trgLang="', 'trgLang="de-'),
        "no target": in_xlf(" trgLang=", " other="),
        "XLIFF 1.2": in_xlf("xliff:document:2.0", "xliff:document:1.2"),
        "unknown text": in_xlf('<unit id="u', '<unit id="u0'),
        "twice": repeated,
        "foreign": in_xlf('<unit id="u', '<unit id="v', -1),
    },
    "xlsx": {
        "wrong target": in_sheet(lambda sheet: setattr(sheet["F1"], "value", "New translation (de)")),
        "no columns": in_sheet(lambda sheet: sheet.delete_rows(1)),
        "unknown text": in_sheet(lambda sheet: setattr(sheet["J2"], "value", "u1")),
        "twice": in_sheet(lambda sheet: sheet.append([cell.value for cell in sheet[2]])),
        "foreign": in_sheet(lambda sheet: [setattr(row[9], "value", "x") for row in sheet.iter_rows(min_row=2)]),
        "formula": in_sheet(formula),
        "number": in_sheet(number),
    },
}
CODES = {
    "truncated": "damaged",
    "garbage": "damaged",
    "figure lost": "figure-lost",
    "figure added": "figure-added",
    "figure misspelt": "figure-added",
    "link lost": "link-lost",
    "link into nowhere": "link-added",
    "link added": "link-added",
    "two paragraphs": "cannot-write",
    "heading": "cannot-write",
    "wrong target": "unknown-language",
    "no target": "not-xliff",
    "XLIFF 1.2": "not-xliff",
    "unknown text": "unknown-text",
    "no columns": "no-columns",
    "number": "not-text",
    "left untranslated": "wrong-language",
}
"""Code of the fault that is told, where it is not the name of the mistake."""


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
@pytest.mark.parametrize(("form", "mistake"), [(form, name) for form in FORMS for name in [*BOTH, *OF_FORMS[form]]])
def test_a_damaged_parcel_is_refused_and_nothing_is_changed(
    root: Path, form: str, mistake: str, source: str, target: str
) -> None:
    """Each fault is told with its place and its remedy; a good translation beside it is not taken, either."""
    file = export(root, form, source, target)
    SOURCES[file] = source
    good = "Kuluja seurataan." if source == "fi" else "Kostnaderna följs upp."
    edit(file, {good: "Gott."})
    (BOTH | OF_FORMS[form])[mistake](file)
    before = snapshot(root)
    result = run(root, "import", str(file), "--skip-conflicts")
    assert result.exit_code == 1, result.output
    code = CODES.get(mistake, mistake)
    (line,) = [line for line in result.stderr.splitlines() if f"[{code}]" in line]
    assert line.startswith(f"{file.name}:")
    rule = FAULTS.get(code) or RULES[code]
    assert rule.mend.partition("{")[0] in line
    if mistake in BOTH and mistake not in ("truncated", "garbage"):
        assert f" {PLAN}/" in line
        assert not line.startswith(f"{file.name}:1:")
    assert "Nothing was changed." in result.stderr
    assert snapshot(root) == before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
@pytest.mark.parametrize("changed", ["source", "target"])
def test_newer_words_are_never_overwritten(root: Path, form: str, source: str, target: str, changed: str) -> None:
    """Who has changed a text since the parcel was made is asked; --skip-conflicts takes the rest."""
    file = export(root, form, source, target)
    edit(
        file,
        {
            source_of("fi", source): "Uusi.",
            "Kuluja seurataan." if source == "fi" else "Kostnaderna följs upp.": "Gott.",
        },
    )
    path = root / PLAN / "risks.yaml"
    old = source_of("fi", source if changed == "source" else target)
    path.write_text(path.read_text("utf-8").replace(old, f"Nu {old}"), "utf-8")
    before = snapshot(root)
    result = run(root, "import", str(file))
    assert result.exit_code == 1
    assert f"[{changed}-changed]" in result.stderr
    assert f"Nu {old}" in result.stderr
    assert f" {PLAN}/risks.yaml:23:" in result.stderr
    assert snapshot(root) == before
    result = run(root, "import", str(file), "--skip-conflicts")
    assert result.exit_code == 0
    assert "New or changed: 1." in result.stdout
    assert "Left out: 1." in result.stdout
    text = path.read_text("utf-8")
    assert f"Nu {old}" in text
    assert "Gott." in text
    assert "Uusi." not in text


def test_a_text_that_moved_is_found(root: Path) -> None:
    """A paragraph that stands elsewhere now gets its translation there."""
    file = export(root, "xlf", "fi", "sv")
    edit(file, {TEXTS["link"][0]: "Läs om [riskerna](60-risks.sv.md)."})
    for language, heading in (("fi", "## Tavoitteet"), ("sv", "## Mål")):
        path = root / PLAN / f"10-contents.{language}.md"
        path.write_text(path.read_text("utf-8").replace(heading, f"Alku.\n\n{heading}", 1), "utf-8")
    result = run(root, "import", str(file))
    assert result.exit_code == 0, result.output
    text = (root / PLAN / "10-contents.sv.md").read_text("utf-8")
    assert "Alku.\n\n## Mål\n" in text
    assert "::: related\n\nLäs om [riskerna](60-risks.sv.md).\n" in text


def test_what_programs_make_of_a_document_is_read(root: Path) -> None:
    """Segments, states, elements of other programs, moved codes and prefixes do not matter."""
    file = export(root, "xlf", "fi", "sv")
    text = file.read_text("utf-8")
    start = text.index("<segment", text.rindex("<unit", 0, text.index("Raha loppuu kesken.")))
    end = text.index("</unit>", start)
    segments = (
        '<segment id="1"><source>Raha loppuu </source><target>Slut <mrk id="1" type="term">på</mrk> </target></segment>'
        "<ignorable><source>– </source></ignorable>"
        '<segment id="2"><source>kesken.</source><target>pengar<cp hex="0021"/></target></segment>'
    )
    text = text[:start] + segments + text[end:]
    link = text.index("<target>Riskerna finns på")
    end = text.index("</target>", link)
    # The translator's program copied the link of the source.
    source = text[text.rindex("<source>", 0, link) : text.rindex("</source>", 0, link)]
    text = (
        text[:link] + source.replace("<source>Riskit ovat", "<target>Läs").replace("omalla sivullaan", "x") + text[end:]
    )
    text = text.replace("<xliff ", '<xliff xmlns:my="urn:my" my:tool="1" ').replace('trgLang="sv-FI"', 'trgLang="sv"')
    text = text.replace("<notes>", "<my:matches><my:match/></my:matches><notes>")
    file.write_text(text, "utf-8")
    result = run(root, "import", str(file))
    assert result.exit_code == 0, result.output
    assert "New or changed: 2." in result.stdout
    assert "Slut på – pengar!" in (root / PLAN / "risks.yaml").read_text("utf-8")
    assert "Läs [x](60-risks.sv.md#risker)." in (root / PLAN / "10-contents.sv.md").read_text("utf-8")


ORDER = {
    "xliff": ("file",),
    "file": ("unit",),
    "unit": ("glossary", "notes", "originalData", "segment"),
    "segment": ("source", "target"),
}
"""Elements inside each other, in their order (XLIFF 2.0, section 4.2.1; xliff_core_2.0.xsd)."""


def test_a_document_keeps_the_rules_of_its_standard() -> None:
    """Elements stand in their order, ids are unique names, every code has its data, and none is lost."""
    site = load(ROOT)
    root = ET.fromstring(xliff.write(pack(site, ROOT, "sv", whole=True), catalogue("fi")))
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "fi-FI", "sv-FI")
    for parent in root.iter():
        name = parent.tag.rpartition("}")[2]
        children = [child.tag.rpartition("}")[2] for child in parent]
        if name in ORDER:
            assert [ORDER[name].index(child) for child in children] == sorted(
                ORDER[name].index(child) for child in children
            )
    units = list(root.iter(f"{CORE}unit"))
    ids = [unit.get("id", "") for unit in units]
    assert len(ids) == len(set(ids)) == len(list(passages(site)))
    assert all(KEY.fullmatch(id) for id in ids)
    for unit in units:
        data = {element.get("id") for element in unit.iter(f"{CORE}data")}
        for side in ("source", "target"):
            element = unit.find(f"{CORE}segment/{CORE}{side}")
            assert element is not None
            codes = [code for code in element.iter() if code is not element]
            assert len({code.get("id") for code in codes}) == len(codes)
            used = [code.get(name) for code in codes for name in ("dataRef", "dataRefStart", "dataRefEnd")]
            assert {id for id in used if id} <= data
            assert "{{" not in "".join(element.itertext())
            assert "](" not in "".join(element.itertext())


def test_terms_and_what_changed_are_told_in_both_forms(root: Path) -> None:
    """A translator sees what the source said before, the official terms, the length of a title and what must stay."""
    words = catalogue("en")
    entries = pack(load(root), root, "sv", whole=True).entries
    (entry,) = [entry for entry in entries if entry.source == TEXTS["link"][0]]
    told = replace(entry, change="Riskit [-ovat-] {+on+}", terms=(("riski", "risk"), ("raha", "pengar")))
    assert (entry.limit, entry.marked, entries[0].limit) == (None, True, None)
    assert {e.limit for e in entries if e.context in ("contents/title", "plan/short")} == {45, 30}
    parcel = Parcel("fi", "sv", (told,))
    unit = ET.fromstring(xliff.write(parcel, words)).find(f".//{CORE}unit")
    assert unit is not None
    gls = "{urn:oasis:names:tc:xliff:glossary:2.0}"
    terms = [(e.findtext(f"{gls}term"), e.findtext(f"{gls}translation")) for e in unit.iter(f"{gls}glossEntry")]
    assert terms == list(told.terms)
    assert [note.get("category") for note in unit.iter(f"{CORE}note")] == ["context", "place", "change", "marks"]
    assert "The source has changed: Riskit [-ovat-] {+on+}" in [note.text for note in unit.iter(f"{CORE}note")]
    sheet = load_workbook(BytesIO(workbook.write(parcel, words))).active
    assert sheet is not None
    row = [cell.value for cell in sheet[2]]
    assert row[2:6] == [told.source, told.change, told.old, told.old]
    assert row[7] == "riski → risk\nraha → pengar"
    assert row[9] == told.key


def test_what_changed_comes_from_the_history(root: Path) -> None:
    """A text that is behind is told with what its source said before, where Git knows it."""
    record(root)
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    path = root / PLAN / "risks.yaml"
    path.write_text(path.read_text("utf-8").replace("Raha loppuu kesken.", "Raha ei lopu kesken."), "utf-8")
    (entry,) = pack(load(root), root, "sv").entries
    assert entry.change == "Raha [-loppuu-] {+ei lopu+} kesken."


def test_the_sheet_is_made_for_people(root: Path) -> None:
    """The heading stays in sight, lines are broken, only translators' columns are open, and no cell is a formula."""
    path = root / PLAN / "risks.yaml"
    path.write_text(path.read_text("utf-8").replace("fi: Raha loppuu kesken.", 'fi: "=1+1"'), "utf-8")
    sheet = load_workbook(export(root, "xlsx", "fi", "sv")).active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.protection.sheet) == ("A2", True)
    rows = list(sheet.iter_rows(min_row=2))
    assert "=1+1" in [row[2].value for row in rows]
    for row in rows:
        assert {cell.data_type for cell in row} <= {"s", "inlineStr", "n"}
        assert [cell.column for cell in row if not cell.protection.locked] == [6, 7]
        assert all(cell.alignment.wrap_text for cell in row)
        assert all(isinstance(cell.value, str | None) for cell in row)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "a.docx", "--to", "sv"), "must end in"),
        (("export", "a.xlf", "--to", "de"), "'de'"),
        (("export", "a.xlf", "--to", "sv", "--plan", "x/y"), "'x/y'"),
        (("export", "a.xlf", "--to", "sv", "--from", "xx"), "'xx'"),
    ],
)
def test_wrong_usage_is_told(root: Path, arguments: tuple[str, ...], said: str) -> None:
    """What does not exist is named."""
    result = run(root, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_pages_that_go_different_ways_are_told(root: Path) -> None:
    """What cannot be paired is not in the parcel, and whoever makes it knows."""
    path = root / PLAN / "10-contents.sv.md"
    path.write_text(path.read_text("utf-8").replace("## Mål\n", ""), "utf-8")
    result = run(root, "export", str(root.parent / "a.xlf"), "--to", "sv", "--all")
    assert f"{PLAN}/10-contents.fi.md:7:4" in result.stderr


def test_a_failing_disk_changes_nothing(root: Path) -> None:
    """Where one file cannot be written, none is."""
    before = snapshot(root)
    with pytest.raises(OSError, match=r".*"):
        Delivery((), (), {"data/site.yaml": b"new", f"data/{'x' * 300}": b"new"}).write(root)
    assert snapshot(root) == before


def test_a_text_of_its_own_language_is_no_translation(root: Path) -> None:
    """A parcel from a language into itself is refused."""
    site = load(root)
    delivery = unpack(site, root, Return("fi", "fi", (Returned("u1", passages(site).__next__().places["fi"], ""),)))
    assert [fault.code for fault in delivery.faults] == ["unknown-language"]


def test_the_site_stays_sound(root: Path) -> None:
    """What an import writes has no problems."""
    file = export(root, "xlsx", "fi", "sv")
    edit(file, {TEXTS["fi"][0]: "Pengarna räcker inte."})
    assert run(root, "import", str(file)).exit_code == 0
    assert check_site(load_site(root)) == ()
