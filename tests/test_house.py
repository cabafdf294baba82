"""The rules of the house: what imports what, what is translated, what is in the wheel, what no file may hold."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from building import ROOT
from planssi.messages import RULES

PACKAGE = ROOT / "plugins" / "planssi"
CATALOGUES = sorted(PACKAGE.glob("locales/*/LC_MESSAGES/planssi.po"))

ROOMS = (
    "source",
    "slips",
    "reader",
    "spreadsheet",
    "periods",
    "quantities",
    "fields",
    "rhythm",
    "changes",
    "acceptance",
    "model",
    "tree",
    "series",
    "blocks",
    "validation",
    "loader",
    "overview",
    "keyfigures",
    "funding",
    "schedule",
    "comparability",
    "listing",
    "affinity",
    "followup",
    "gaps",
    "prose",
    "terms",
    "numerals",
    "passages",
    "names",
    "identification",
    "freshness",
    "selection",
    "history",
    "page",
    "outline",
    "pages",
    "shown",
    "behind",
    "checks",
    "localizer",
    "municipalities",
    "chronicle",
    "status",
    "messages",
    "explanations",
    "guide",
    "reports",
    "hints",
    "schemas",
    "scaffold",
    "insertion",
    "creation",
    "replacement",
    "parcel",
    "xliff",
    "workbook",
    "delivery",
    "drawing",
    "chart",
    "strips",
    "budgetchart",
    "riskmatrix",
    "trend",
    "emblem",
    "whole",
    "feedback",
    "renderer",
    "pagetables",
    "downloads",
    "feeds",
    "view",
    "plugin",
    "verification",
    "cli",
    "__main__",
)
"""The rooms in the order in which data flows; a room imports only those before it."""


def imports(path: Path) -> set[str]:
    """Return what a module imports: names of packages, and rooms of ours with a dot before them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).partition(".")[0])
        elif isinstance(node, ast.ImportFrom):
            inside = len(path.relative_to(PACKAGE).parts) - node.level
            found.add("." + (path.parent.name if inside else str(node.module).partition(".")[0]))
    return found


def test_only_the_adapter_imports_mkdocs() -> None:
    """MkDocs is one adapter; the core outlives it."""
    users = {path.name for path in PACKAGE.rglob("*.py") if {"mkdocs", "material", "properdocs"} & imports(path)}
    assert users == {"plugin.py"}


def test_rooms_import_only_earlier_rooms() -> None:
    """Data flows one way."""
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).parts
        room = parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        later = ROOMS[ROOMS.index(room) + 1 :]
        assert not {f".{name}" for name in later} & imports(path), path


def test_the_core_runs_without_mkdocs() -> None:
    """A whole site is loaded, checked and rendered where MkDocs is not installed."""
    code = """
import sys
class Nothing:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in ("mkdocs", "material", "properdocs"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nothing())
from pathlib import Path
from planssi import cli
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.pages import PageTree
from planssi.renderer import Renderer
site = load_site(Path(sys.argv[1])).site
tree = PageTree(site)
renderers = {language.code: Renderer(site, Localizer(language)) for language in site.facts.languages}
print(sum(len(renderers[page.language].page(page, tree)) > 100 for page in tree.pages) == len(tree.pages))
"""
    command = [sys.executable, "-c", code, str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.stdout.strip() == "True", result.stderr


def test_nothing_changes_at_module_level() -> None:
    """No module keeps a state: none rebinds a global name or fills a list or dictionary of the module."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.Global), path


def test_catalogues_are_up_to_date() -> None:
    """Every message of the code is in every catalogue, and no other."""
    result = subprocess.run(
        [sys.executable, "scripts/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("language", "other"), [("fi", "sv"), ("sv", "fi")])
def test_catalogues_are_in_their_languages(language: str, other: str, tmp_path: Path) -> None:
    """No message is in another language than its catalogue; one in English is told, and so is a wrong catalogue."""
    from messages import misplaced

    own, wrong = (PACKAGE / "locales" / code / "LC_MESSAGES" / "planssi.po" for code in (language, other))
    assert list(misplaced(own)) == []
    planted = tmp_path / language / "LC_MESSAGES" / "planssi.po"
    planted.parent.mkdir(parents=True)
    with own.open("rb") as file:
        catalogue = read_po(file, locale=language)
    messages = [message for message in catalogue if isinstance(message.id, str) and len(message.id.split()) > 5]
    left = [message.id for message in messages[::20]]
    for message in messages[::20]:
        message.string = message.id
    with planted.open("wb") as file:
        write_po(file, catalogue)
    assert set(left) - set(misplaced(planted)) == set()
    planted.write_bytes(wrong.read_bytes())
    assert len(list(misplaced(planted))) > 0.9 * len(catalogue)


def test_no_message_hides_from_the_catalogues() -> None:
    """Every text that the code translates is in the catalogue: inside an f-string nobody looks for it."""
    with CATALOGUES[0].open("rb") as file:
        known = {message.id for message in read_po(file) if isinstance(message.id, str)}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "gettext":
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                assert set(texts) <= known, path


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_message_is_translated(path: Path) -> None:
    """No translation is empty or doubtful, and each has the placeholders of its message."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    assert len(catalogue) > 150
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy, message.id
        for text in strings:
            assert placeholders(text) == placeholders(ids[-1]), message.id


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_problem_has_its_words() -> None:
    """Each code that the package reports has a rule, and each rule is reported somewhere."""
    code = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "messages.py")
    reported = {name for name in RULES if f'"{name}"' in code}
    assert set(RULES) == reported
    named = set(
        re.findall(r'(?:Problem\([^()]*(?:\([^()]*\))?[^()]*|PydanticCustomError\()"([a-z]+(?:-[a-z0-9]+)+)"', code)
    )
    assert named <= set(RULES)
    assert len(named) > 20


def test_the_wheel_holds_templates_and_catalogues(tmp_path: Path) -> None:
    """What is installed is whole."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {f"planssi/{path.relative_to(PACKAGE).as_posix()}" for path in files} <= names
    assert {"planssi/py.typed", "planssi/blocks/budget.html", "planssi/help/sv/sum-differs.md"} <= names


def tracked() -> list[Path]:
    """Return the text files of the repository."""
    result = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    return [ROOT / name for name in result.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    """No host of a package registry and no path of a machine stands in any file, lock files included."""
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js", "deb." + "debian", "registry." + "npm"]
    paths = ["/wo" + "rk/", "/ro" + "ot/", "/home" + "/", "/Us" + "ers/"]
    for path in tracked():
        text = path.read_text("utf-8")
        assert not [host for host in [*hosts, *paths] if host in text], path


def test_locked_packages_have_hashes() -> None:
    """Every package has an exact version and a hash, and no address."""
    for lock in (ROOT / "scripts" / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
        assert len(entries) > 20
        for entry in entries:
            assert re.match(r"[a-z0-9.-]+==\S+", entry), entry
            assert "--hash=sha256:" in entry, entry
            assert "://" not in entry


def test_commands_of_the_readme_exist() -> None:
    """What the README tells to type can be typed."""
    from run import COMMANDS

    for readme in (ROOT / "README.md", ROOT / "content" / "README.md"):
        commands = re.findall(r"scripts/run\.py ([a-z]+)", readme.read_text("utf-8"))
        assert commands
        assert set(commands) <= set(COMMANDS)
    for path in re.findall(r"`((?:plugins|overrides|data|scripts|content)/[^`<*]+)`", (ROOT / "README.md").read_text()):
        assert (ROOT / path.rstrip("/")).exists(), path


def test_every_kind_of_block_is_in_the_editors_guide() -> None:
    """The guide for editors names the file of each kind, in both languages."""
    from planssi.blocks import KINDS

    guide = (ROOT / "content" / "README.md").read_text("utf-8")
    for kind in KINDS:
        assert guide.count(f"`{kind}.yaml`") >= 2, kind


def test_the_readme_names_every_module() -> None:
    """The tree in the README tells what each module of the package is for."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in PACKAGE.glob("*.py"):
        assert path.name.startswith("__") or f"{path.name} " in readme, path.name
