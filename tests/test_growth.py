"""What a page costs on a larger site: as much as on a small one. `scripts/bench/growth.py` measures it in seconds."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from bench.growth import multiply
from building import ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config
from planssi.checks import check_site
from planssi.loader import load_site
from planssi.pages import PageTree
from planssi.source import Severity
from planting import SMALL_PLAN, both_ways, change, copy_site, record


def site_of(root: Path, plans: int) -> Path:
    """Make the miniature site with copies of its plan, some translations of each of them behind."""
    copy_site(root, {})
    for number in range(1, plans):
        copy = f"{SMALL_PLAN}-{number}"
        shutil.copytree(root / SMALL_PLAN, root / copy)
        slug = "slug: {fi: esimerkkihanke%s, sv: exempelprojekt%s}"
        change(root, f"{copy}/plan.yaml", slug % ("", ""), slug % (f"-{number}", f"-{number}"))
    record(root)
    for plan in sorted(path.relative_to(root).as_posix() for path in (root / SMALL_PLAN).parent.iterdir()):
        both_ways(root, plan)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls, those of the interpreter among them."""
    count = 0

    def profile(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def cost(root: Path, plans: int) -> int:
    """Build a site of so many plans and return how many functions that called."""
    site_of(root, plans)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "out"))
    count = calls(partial(build, config))
    behind = [path for path in (root / "out").rglob("*.html") if 'class="behind"' in path.read_text("utf-8")]
    assert len(behind) >= plans
    return count


def test_a_plan_costs_the_same_on_a_larger_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From reading to the frame around each page, five plans cost what each of them costs alone.

    Calls are counted, not seconds, so the numbers are the same on every machine. Each site is built by an
    interpreter of its own: caches, and what is left to tidy after other tests, would be counted too.
    """
    monkeypatch.setenv("PLANSSI_LANG", "fi")
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        one, three, five = (pool.submit(cost, tmp_path / str(plans), plans) for plans in (1, 3, 5))
        few, many = three.result() - one.result(), five.result() - three.result()
    assert many <= few * 1.005


def test_plans_are_multiplied_without_mistakes(tmp_path: Path) -> None:
    """The larger sites of the bench can be published, and a site of the same size is always the same."""
    sites = [tmp_path / "one", tmp_path / "other"]
    for folder in sites:
        multiply(folder, 700)
    one, other = ({path.relative_to(folder): path.read_bytes() for path in files(folder)} for folder in sites)
    assert one == other
    loaded = load_site(sites[0])
    assert loaded.site is not None
    assert [problem for problem in check_site(loaded) if problem.severity is Severity.ERROR] == []
    assert len(loaded.site.plans) > len(list((ROOT / "content/plans").glob("*/*/plan.yaml")))
    pages = PageTree(loaded.site).pages
    assert len({page.url for page in pages}) == len(pages) >= 400
    titles = [(plan.facts.title["fi"], plan.facts.title["sv"]) for plan in loaded.site.plans]
    assert len({title for pair in titles for title in pair}) == 2 * len(titles)


def files(folder: Path) -> list[Path]:
    """Return every file in a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
