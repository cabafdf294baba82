"""Rendering is pure: the same block and language give the same bytes, whatever came before and wherever it runs."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from golden import shown, small_site
from planssi.localizer import Localizer
from planssi.renderer import Renderer

LEAST = 1000
"""Blocks that one shuffle renders."""


def digests(seed: int) -> dict[str, str]:
    """Render at least a thousand blocks in an order of its own, and return what each came to.

    Raises:
        AssertionError: When a block came to something else the second time.
    """
    site = small_site()
    renderers = [Renderer(site, Localizer(language)) for language in site.facts.languages]
    jobs = [(f"{number} {made.name}", made) for number, made in enumerate(shown(site))]
    work = [(name, made, renderer) for name, made in jobs for renderer in renderers]
    work *= -(-LEAST // len(work))
    random.Random(seed).shuffle(work)
    found: dict[str, str] = {}
    for name, made, renderer in work:
        key = f"{renderer.localizer.language} {name}"
        digest = sha256(made.html(renderer).encode()).hexdigest()
        assert found.setdefault(key, digest) == digest, key
    assert len(work) >= LEAST
    return found


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """What every block comes to in the first order."""
    return digests(0)


def test_every_order_gives_the_same_bytes(expected: dict[str, str]) -> None:
    """A thousand blocks of every kind, shuffled again, come to the same bytes in one process."""
    assert digests(1) == expected


@pytest.mark.parametrize("seed", ["0", "20261122"])
def test_every_process_gives_the_same_bytes(expected: dict[str, str], seed: str) -> None:
    """Another process with another order of sets, another order of blocks and another locale comes to the same."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    code = f"import json, test_purity; print(json.dumps(test_purity.digests({seed})))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == expected
