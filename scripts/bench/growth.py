"""How the cost of a page grows with the site: the five plans multiplied to any number of pages, and built.

    python scripts/bench/growth.py [pages ...]

Copies `content/` and `data/` into a temporary folder, with as many plans as give at least so many pages; copies of a
plan stay in its region and are named by invented words, always the same ones. Builds each site in a process of its own
and prints, for each page of it: CPU time (user and system), HTML, peak memory, and the ratios to the first site.

Lists across plans are as many on every site and hold more the larger it is; their cost is shared among the other pages.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, cycle, permutations
from pathlib import Path

from planssi.loader import load_site
from planssi.model import Plan
from planssi.pages import PageTree

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (200, 1_000, 5_000)
SEED = 7
KIBI = 1024


@dataclass(frozen=True)
class Cost:
    """What a site cost, for each of its pages."""

    pages: int
    """Without the lists across plans."""
    seconds: float
    """CPU time."""
    html: float
    """Bytes."""
    memory: float
    """Bytes at the peak."""


def names(seed: int = SEED) -> Iterator[str]:
    """Yield invented words, no two alike; of consonants alone, so that they are in no language."""
    chance = random.Random(seed)
    used = set()
    while True:
        word = "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=4))
        if word not in used:
            used.add(word)
            yield word


def multiply(folder: Path, pages: int) -> None:
    """Make a site of at least so many pages in a new folder: plans in turn, and after one round copies of them.

    They come in an order in which a site of any size is as like the largest as can be.
    """
    site = load_site(ROOT).site
    assert site is not None
    counted = [page for page in PageTree(site).pages if not page.listing]
    held = Counter(page.plan.id for page in counted if page.plan)
    around = Counter(page.region.id if page.region else "" for page in counted if not page.plan)
    shutil.copytree(ROOT / "content", folder / "content", ignore=lambda path, _: ["plans"] * path.endswith("content"))
    for name in ("data", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    total, words = around[""], names()
    for number, plan in zip(count(), cycle(mixed(site.plans, held))):
        if total >= pages:
            return
        original, target = ROOT / plan.folder, folder / plan.folder
        if number < len(site.plans):
            shutil.copytree(original, target)
            total += around[plan.region.id]
        else:
            word = next(words)
            target = target.with_name(f"{target.name}-{word}")
            shutil.copytree(original, target)
            rename(target / "plan.yaml", word)
        total += held[plan.id]


def mixed(plans: Sequence[Plan], pages: Mapping[str, int]) -> tuple[Plan, ...]:
    """Return the plans so that from the first on they have as many bytes of content a page as all of them together."""
    content = {plan.id: sum(path.stat().st_size for path in (ROOT / plan.folder).rglob("*.*")) for plan in plans}

    def density(some: Sequence[Plan]) -> float:
        return sum(content[plan.id] for plan in some) / sum(pages[plan.id] for plan in some)

    orders = permutations(plans)
    return min(orders, key=lambda order: sum(abs(density(order[:n]) - density(plans)) for n in range(2, len(plans))))


def rename(file: Path, word: str) -> None:
    """Add a word to the title, the short name and the address of a plan, in every language."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    key = ""
    for index, line in enumerate(lines):
        key = key if line.startswith(" ") else line.partition(":")[0]
        if key == "slug" and line.startswith(" "):
            lines[index] = f"{line.rstrip()}-{word}\n"
        elif key in ("title", "short") and line.startswith(" "):
            lines[index] = f'{line.rstrip()[:-1]} {word.upper()}"\n'
    file.write_text("".join(lines), "utf-8")


def cost(root: Path) -> Cost:
    """Build a site and return what it cost."""
    out = root / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(root / "mkdocs.yml"), "-d", str(out)]
    with (root / "log").open("w+", encoding="utf-8") as log:
        child = subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=log, stderr=log)
        _, status, used = os.wait4(child.pid, 0)
        # Tell the object what was waited for without it.
        child.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        assert child.returncode == 0, log.read()[-2_000:]
    sizes = [path.stat().st_size for path in out.rglob("*.html")]
    # Linux tells the peak in kibibytes, macOS in bytes.
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else KIBI)
    site = load_site(root).site
    assert site is not None
    pages = len(sizes) - sum(page.listing is not None for page in PageTree(site).pages)
    return Cost(pages, (used.ru_utime + used.ru_stime) / pages, sum(sizes) / pages, peak / pages)


def main() -> int:
    """Measure one size after another and print them."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    first: Cost | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            multiply(Path(folder), size)
            found = cost(Path(folder))
        first = first or found
        print(
            f"{found.pages:5} pages, per page:"
            f" CPU time {found.seconds * 1_000:5.1f} ms (× {found.seconds / first.seconds:.2f}),"
            f" HTML {found.html / KIBI:5.1f} KiB (× {found.html / first.html:.2f}),"
            f" memory {found.memory / KIBI:5.0f} KiB (× {found.memory / first.memory:.2f})",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
