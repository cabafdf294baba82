"""What several tests need: the root of the repository, and the real site built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import ROOT, build
from planssi.loader import load_site
from planssi.model import Plan, Site
from planssi.pages import PageTree
from planting import both_ways, copy_site, record


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites the golden examples, for a person to read the difference."""
    parser.addoption("--rewrite", action="store_true", help="write the golden examples anew")


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


@pytest.fixture(scope="session")
def followed_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature site with one more plan, `followed/`, whose follow-up and versions hold everything."""
    root = copy_site(tmp_path_factory.mktemp("followed") / "site", {})
    shutil.copytree(ROOT / "tests" / "followed", root / "content/plans/ita-uusimaa/seurattu")
    return root


@pytest.fixture(scope="session")
def followed_site(followed_root: Path) -> Site:
    """That site."""
    site = load_site(followed_root).site
    assert site is not None
    return site


@pytest.fixture(scope="session")
def followed_plan(followed_site: Site) -> Plan:
    """The plan in it whose follow-up holds everything."""
    return next(plan for plan in followed_site.plans if plan.id.endswith("seurattu"))


@pytest.fixture(scope="session")
def behind_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature site, published with translations that are behind in both directions."""
    root = copy_site(tmp_path_factory.mktemp("behind") / "site", {})
    record(root)
    both_ways(root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    result = build(root, root / "out", PLANSSI_LANG="fi")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "translation-behind" in result.stdout + result.stderr
    return root / "out"
