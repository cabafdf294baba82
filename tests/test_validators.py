"""The built site, judged by the validators that others will judge it by: Nu Html Checker and html-validate."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from validators.install import HERE, need, packages

UNKNOWN_TO_NU = (
    "Property “paint-order” doesn't exist.",
    "Property “container-type” doesn't exist.",
    "Unrecognized at-rule “@container”",
)
"""What is in the standards (SVG 2, CSS Containment 3) and what browsers know, but what Nu calls an error."""

BROKEN_PAGE = """<!doctype html>
<html lang="fi">
<head><meta charset="utf-8"><title>Rikki</title></head>
<body><main><h1>Rikki</h1><p><img src="kuva.png"></p></span></main></body>
</html>
"""


@dataclass(frozen=True)
class Finding:
    """Something a validator says about a file."""

    place: str
    text: str
    is_error: bool


def nu(*arguments: str | Path) -> Iterator[Finding]:
    """Yield what the Nu Html Checker finds. What it calls information is no error."""
    jar = packages() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = need("java", (17,), "Java 17")
    options = ("-Dfile.encoding=UTF-8", "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json")
    said = run(java, *options, *arguments)
    assert said.startswith("{"), said
    for message in json.loads(said)["messages"]:
        place = f"{message.get('url', '')}:{message.get('lastLine', '')} {message.get('extract', '')!r}"
        yield Finding(place, message["message"], message["type"] != "info")


def html_validate(folder: Path) -> Iterator[Finding]:
    """Yield what html-validate finds in every page of a folder."""
    script = packages() / "html-validate" / "bin" / "html-validate.mjs"
    with TemporaryDirectory() as temporary:
        # Through a pipe it would lose what does not fit at once.
        report = Path(temporary, "report.json")
        options = ("--config", HERE / "html-validate.json", "--formatter", f"json={report}", "--ext", "html")
        said = run(need("node", (20, 19), "Node.js 20.19"), script, *options, folder)
        assert report.is_file(), said
        pages = json.loads(report.read_text("utf-8"))
    for page in pages:
        for message in page["messages"]:
            place = f"{page['filePath']}:{message['line']}:{message['column']}"
            yield Finding(place, f"{message['message']} ({message['ruleId']})", message["severity"] > 1)


def run(*command: str | Path) -> str:
    """Return what a validator prints."""
    words = [str(word) for word in command]
    result = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    return result.stdout or result.stderr


def judge(findings: Iterable[Finding], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Show the warnings, and fail with the errors."""
    places: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for finding in findings:
        place = finding.place.removeprefix("file:").removeprefix(f"{folder}/")
        places[finding.is_error].setdefault(finding.text, []).append(place)
    lines = {
        is_error: [f"{text} In {len(found)} places: {'; '.join(found[:3])}" for text, found in texts.items()]
        for is_error, texts in places.items()
    }
    if lines[False]:
        with capsys.disabled():
            print("", *lines[False], sep="\n  ")
    assert not lines[True], "\n".join(("", *lines[True]))


@pytest.mark.network
def test_pages_are_valid_by_nu(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every page is valid HTML."""
    judge(nu("--skip-non-html", built_site), built_site, capsys)


@pytest.mark.network
def test_pages_are_valid_by_html_validate(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every page keeps the standard's rules and the rules of accessibility that markup alone can show."""
    judge(html_validate(built_site), built_site, capsys)


@pytest.mark.network
def test_styles_are_valid(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every style sheet is valid CSS."""
    known = "|".join(f".*{text}.*" for text in UNKNOWN_TO_NU)
    judge(nu("--css", "--filterpattern", known, *sorted(built_site.rglob("*.css"))), built_site, capsys)


@pytest.mark.network
def test_images_are_valid(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every drawing is valid SVG."""
    judge(nu("--svg", *sorted(built_site.rglob("*.svg"))), built_site, capsys)


@pytest.mark.network
def test_validators_see_faults(tmp_path: Path) -> None:
    """A page and a style sheet with planted faults do not pass, so silence above means that all is well."""
    page, style = tmp_path / "index.html", tmp_path / "style.css"
    page.write_text(BROKEN_PAGE, "utf-8")
    style.write_text("a { colour: red }", "utf-8")
    assert any(finding.is_error for finding in html_validate(tmp_path))
    assert any(finding.is_error for finding in nu("--skip-non-html", tmp_path))
    assert any(finding.is_error for finding in nu("--css", style))


def test_lock_names_no_registry() -> None:
    """The lock file says what the packages are, to the byte, and not where to fetch them."""
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    locked = {path.removeprefix("node_modules/"): package for path, package in lock["packages"].items() if path}
    assert wanted == {name: locked[name]["version"] for name in wanted}
    for name, package in locked.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
