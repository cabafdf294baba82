"""`planssi new`: what it makes has only open places for faults, is sound when they are filled, and harms nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from building import ROOT
from click.testing import CliRunner, Result
from planssi.blocks import KINDS
from planssi.cli import main
from planssi.creation import NOUNS, Creation
from planssi.reader import read_yaml
from planssi.source import Severity
from planting import SITE, told

PLAN = "ita-uusimaa/esimerkkihanke"
FOLDER = f"content/plans/{PLAN}"
RISKS = f"{FOLDER}/risks.yaml"

DAYS = {"date", "updated", "when", "period"}
WORDS = {"language": "fi", "languages": "fi", "amount": "5", "programme": "example", "source": "plan/1", "sign": "x"}
"""What a test writes in an open place, by its key; other texts are "teksti-1", "teksti-2", …"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the miniature site."""
    shutil.copytree(SITE, tmp_path / "site")
    return tmp_path / "site"


def new(root: Path, *arguments: str) -> Result:
    """Run `planssi new` as an editor does."""
    return run("new", root, *arguments)


def run(command: str, root: Path, *arguments: str) -> Result:
    """Run a command of `planssi`, without a language in the environment."""
    return CliRunner(env={"PLANSSI_LANG": None}).invoke(main, [command, *arguments, "--root", str(root)])


def errors(root: Path) -> set[str]:
    """Return the codes of what is wrong with a site; a warning tells that no page shows the new thing yet."""
    return {problem.code for problem in told(root) if problem.severity is Severity.ERROR}


def snapshot(root: Path) -> dict[str, bytes]:
    """Return every file of a site, and every folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b"" for path in root.rglob("*")}


def only_added(before: bytes, after: bytes) -> bool:
    """Whether the later content is the earlier one with something put in at one place."""
    pairs = enumerate(zip(before, after, strict=False))
    start = next((number for number, (old, new) in pairs if old != new), len(before))
    return len(after) > len(before) and after.endswith(before[start:])


def fill(path: Path) -> None:
    """Write something of the right form in every open place of a file."""
    lines = path.read_bytes().decode("utf-8").splitlines(keepends=True)
    word = "text" if path.name.endswith(".sv.md") else "teksti"
    choice = parent = column = ""
    columns = False
    for number, line in enumerate(lines):
        if match := re.match(r"\s*# - ([a-z-]+): ", line):
            choice = choice or match[1]
        if re.match(r"\s*#", line):
            continue
        match = re.match(r'\s*(?:- )?(?:([\w-]+|‹[^›]*›): ?)?("?‹[^›]*›"?)?', line)
        assert match
        key = match[1] or parent
        columns = key == "columns" or (columns and line.startswith(" ") and key not in ("rows", "cells", "values"))
        if key.startswith("‹"):
            line = line.replace(key, column or "1", 1)
        if match[2]:
            # Letters in place of figures: those are compared between the languages.
            value = f"{'text' if key == 'sv' else word}-{''.join('abcdefghij'[int(figure)] for figure in str(number))}"
            if choice:
                value = choice
            elif key in DAYS:
                value = "2024-04-25"
            elif key == "id":
                value = "plan" if path.name == "plan.yaml" else f"id-{number}"
                column = column or (value if columns else "")
            elif key.startswith("‹"):
                value = "5"
            elif key == "measure":
                value = first_id(path.parent / "measures.yaml")
            value = WORDS.get(key, value)
            line = line.replace(match[2], value)
        elif "‹" in line:
            line = re.sub("sv: ‹[^›]*›", "sv: Text.", line)
            line = re.sub("‹[^›]*›", f"{word.capitalize()}.", line)
        lines[number] = line
        choice, parent = "", key
    path.write_bytes("".join(lines).encode("utf-8"))


def first_id(path: Path) -> str:
    """Return the id of the first item of a file."""
    match = re.search(r"^\s*- id: ([a-z0-9-]+)", path.read_text("utf-8"), re.MULTILINE)
    assert match
    return match[1]


def make(root: Path, noun: str, name: str = "something-new", *more: str) -> dict[str, bytes]:
    """Make one thing and return the site as it was; whatever was there is still there."""
    before = snapshot(root)
    if noun == "plan":
        name = f"ita-uusimaa/{name}"
    elif any(noun in kind.nouns() for kind in KINDS.values()):
        more = ("--plan", PLAN, *more)
    result = new(root, noun, name, *more)
    assert (result.exit_code, result.stderr) == (0, ""), result
    after = snapshot(root)
    assert set(before) <= set(after)
    changed = [path for path in before if after[path] != before[path]]
    assert all(only_added(before[path], after[path]) for path in changed)
    assert changed or set(after) > set(before)
    return before


@pytest.mark.parametrize("noun", NOUNS)
def test_template(root: Path, noun: str) -> None:
    """Whatever is made has no fault but its open places, and none when they are filled."""
    before = make(root, noun)
    problems = told(root)
    assert {problem.code for problem in problems} == {"not-filled-in"}
    for problem in problems:
        line = (root / problem.at.path).read_text("utf-8").split("\n")[problem.at.line - 1]
        assert "‹" in line[problem.at.column - 1 :]
    for path, content in snapshot(root).items():
        if before.get(path) != content and (root / path).is_file():
            fill(root / path)
    # A second table gives the figures of the first one longer names.
    assert errors(root) == ({"unknown-figure"} if noun == "budget-table" else set())


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun != "plan"])
def test_first_of_its_kind(root: Path, noun: str) -> None:
    """Where the plan has no file of the kind, a whole one is made."""
    kind = next((kind for kind in KINDS if noun in KINDS[kind].nouns()), "")
    if kind:
        plan = root / "content/plans/ita-uusimaa/other"
        assert new(root, "plan", "ita-uusimaa/other").exit_code == 0
        if noun == "report":  # it tells of a measure
            assert new(root, "measure", "first", "--plan", "ita-uusimaa/other").exit_code == 0
        for path in plan.iterdir():
            fill(path)
        assert errors(root) == set()
        assert new(root, noun, "something-new", "--plan", "ita-uusimaa/other").exit_code == 0
        assert {problem.code for problem in told(root)} == {"not-filled-in"}
        fill(plan / f"{kind}.yaml")
        assert errors(root) == set()


@pytest.mark.parametrize("noun", NOUNS)
def test_lines_behind_a_number_sign_can_be_used(root: Path, noun: str) -> None:
    """Every line that may be left out is right as it stands: without the sign before it, only open places are told."""
    before = make(root, noun)
    for path, content in snapshot(root).items():
        if before.get(path) != content and (root / path).is_file():
            text = (root / path).read_text("utf-8")
            (root / path).write_text(re.sub(r"^( *)#(?! \S)", r"\1", text, flags=re.MULTILINE), "utf-8")
    assert {problem.code for problem in told(root)} == {"not-filled-in"}


def test_help_in_the_language_of_the_editor(root: Path) -> None:
    """Help texts and open places come in the site's first language, in the one asked for, or in English."""
    make(root, "risk", "one")
    make(root, "risk", "two", "--lang", "sv")
    make(root, "risk", "three", "--lang", "en")
    text = (root / RISKS).read_text("utf-8")
    finnish, swedish, english = re.split(r"- id: (?:two|three)", text.partition("- id: one")[2])
    assert "# Mitä seuraa, jos se toteutuu." in finnish
    assert "# Vad som följer om den blir verklighet." in swedish
    assert "# What follows if it comes true." in english
    assert [part.count('fi: "‹täydennä›"') == part.count('sv: "‹fyll i›"') > 0 for part in (finnish, swedish, english)]
    assert ('source: "‹täydennä›"' in finnish, 'source: "‹fyll i›"' in swedish) == (True, True)


@pytest.mark.parametrize("form", ["crlf", "no end of line", "both", "byte order mark"])
def test_form_of_the_file_stays(root: Path, form: str) -> None:
    """Ends of lines and a byte order mark stay as they are, and a last line without an end gets one."""
    path = root / RISKS
    content = path.read_bytes()
    if form in ("crlf", "both"):
        content = content.replace(b"\n", b"\r\n")
    if form in ("no end of line", "both"):
        content = content.rstrip(b"\r\n")
    if form == "byte order mark":
        content = b"\xef\xbb\xbf" + content
    path.write_bytes(content)
    make(root, "risk")
    after = path.read_bytes()
    assert after.startswith(content)
    added = after[len(content) :]
    assert added.count(b"\r\n") == (added.count(b"\n") if form in ("crlf", "both") else 0)
    assert after.count(b"\xef\xbb\xbf") == (form == "byte order mark")
    fill(path)
    assert errors(root) == set()


def test_a_kind_inside_the_plan(root: Path) -> None:
    """Where a small plan keeps a kind in plan.yaml itself, the item goes there."""
    risks = (root / RISKS).read_text("utf-8")
    (root / RISKS).unlink()
    plan = root / FOLDER / "plan.yaml"
    inside = "risks:\n" + "".join(f"  {line}\n" if line else "\n" for line in risks.splitlines())
    text = plan.read_text("utf-8").replace("documents:\n", inside + "documents:\n")
    plan.write_text(text, "utf-8")
    assert told(root) == ()
    make(root, "risk")
    assert not (root / RISKS).exists()
    assert "something-new" in [row["id"] for row in read_yaml(plan, "plan.yaml").data["risks"]["risks"]]


def test_modeline(root: Path) -> None:
    """A new file names its schema where the site has one, by the way from the file to it."""
    (root / RISKS).unlink()
    make(root, "risk")
    assert "yaml-language-server" not in (root / RISKS).read_text("utf-8")
    (root / RISKS).unlink()
    assert run("schema", root).exit_code == 0
    make(root, "risk", "another", "--lang", "sv")
    first = (root / RISKS).read_text("utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../../../data/schema/sv/risks.json"
    assert ((root / RISKS).parent / first.partition("=")[2]).is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("riski", "a"), "riski"),
        (("risk", "a"), "--plan"),
        (("risk", "a", "--plan", "ita-uusimaa/esimerkki"), "esimerkkihanke"),
        (("risk", "a", "--plan", "nowhere"), "nowhere"),
        (("risk", "delay", "--plan", PLAN), f"{RISKS}, rivillä 4"),
        (("risk", "Ä b", "--plan", PLAN), "Ä b"),
        (("risk", "../x", "--plan", PLAN), "../x"),
        (("communication-measure", "web", "--plan", PLAN), "communication.yaml"),
        (("plan", PLAN), FOLDER),
        (("plan", "ita-uusima/uusi"), "ita-uusimaa"),
        (("plan", "uusi"), "alue/suunnitelma"),
        (("plan", "ita-uusimaa/a/b"), "alue/suunnitelma"),
        (("plan", "ita-uusimaa/Uusi"), "Uusi"),
        (("plan", "ita-uusimaa/.."), ".."),
        (("region", "ita-uusimaa"), "data/regions.yaml"),
        (("unit", "day"), "data/units.yaml"),
    ],
)
def test_refusals(root: Path, arguments: tuple[str, ...], words: str) -> None:
    """What cannot or must not be made is told in the editor's language with status 2, and nothing is changed."""
    before = snapshot(root)
    result = new(root, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("none: {fi: Ei ole., sv: Finns inte.}\nsource: plan/1\n", "'none'"),
        ("title: {fi: A, sv: A}\nrisks: []\n", "'risks'"),
        ("title: {fi: A, sv: A}\nrisks: [{id: a, title: {fi: A, sv: A}, source: plan/3}]\n", "'risks'"),
        ("title: {fi: A, sv: A\nrisks:\n  - id: a\n", f"{RISKS}:1:8"),
        ("", "tyhjä"),
        ("- a\n", "avaimia"),
    ],
)
def test_files_that_cannot_take_an_item(root: Path, content: str, words: str) -> None:
    """A file that says there is none, cannot be read or has its list in brackets is told and left alone."""
    (root / RISKS).write_text(content, "utf-8")
    before = snapshot(root)
    result = new(root, "risk", "b", "--plan", PLAN)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert snapshot(root) == before


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    """Where the disk refuses one file, none is there, and no folder that was not."""
    long = "x" * 300
    with pytest.raises(OSError, match=r".*"):
        Creation(folder="plans/a/b", new={"plans/a/b/one": b"1", f"plans/a/b/{long}": b"2"}).write(tmp_path)
    with pytest.raises(OSError, match=r".*"):
        Creation(new={f"{long}": b"2"}).write(tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["plans"]
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        Creation(new={"file": b"new"}).write(tmp_path)
    assert (tmp_path / "file").read_bytes() == b"old"


def test_every_kind_has_nouns() -> None:
    """Each list of each kind has a noun of its own, and the README of editors names every noun in both languages."""
    listings = [listing for kind in KINDS.values() for listing in kind.listings()]
    assert len(NOUNS) == len(set(NOUNS)) == len(listings) + 5
    guide = (ROOT / "content" / "README.md").read_text("utf-8")
    for noun in NOUNS:
        assert len(re.findall(rf"`{noun}`", guide)) >= 2, noun
