"""What several tests need: the root of the repository, and the real site built once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from planssi.loader import load_site
from planssi.pages import PageTree

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites the golden examples, for a person to read the difference."""
    parser.addoption("--rewrite", action="store_true", help="write the golden examples anew")


def build(root: Path, folder: Path, builder: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site whose `mkdocs.yml` is in `root` into `folder`, strictly, as the command line does."""
    return subprocess.run(
        [sys.executable, "-m", builder, "build", "--strict", "-f", str(root / "mkdocs.yml"), "-d", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **environment},
        check=False,
    )


@pytest.fixture(scope="session")
def tree() -> PageTree:
    """Every page that the real site has."""
    site = load_site(ROOT).site
    assert site is not None
    return PageTree(site)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real site, built once and strictly."""
    folder = tmp_path_factory.mktemp("site")
    result = build(ROOT, folder)
    assert result.returncode == 0, result.stdout + result.stderr
    yield folder
