"""Mistakes of editors, planted in the miniature site.

Flows in: a file of `mistakes/`. Flows out: the miniature site with its mistake, and every problem that is told of it.
The tests ask whether the problems are right; the pages of help show the same mistakes as examples.

Keys of a file: `title` names the mistake. `file` is spoiled in one way: `replace` (`from` stands exactly once in it),
`append` (`fill` makes a file larger by as many letters), `write` (a whole new file), `delete`, `move` (to another
path), `encoding` (saved in another one). `also` holds more of the same. `prepare`, too, but what it changes is sound:
the mistake is planted after it. There `record: true` records every translation as it is then; the miniature site has
no record, so that mistakes of other kinds are not told as changes of a text besides. `explains` is the code whose page
of help shows the mistake. `expect` holds, in the order in which they are told, the problems: `at` and `code`, and for
the typical ones what an editor reads between the severity and the code, in `fi`, `sv` and `en`.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from planssi.checks import check_site
from planssi.freshness import Records
from planssi.loader import load_site
from planssi.passages import passages
from planssi.source import Problem

HERE = Path(__file__).resolve().parent
SITE = HERE / "site"
MISTAKES = sorted((HERE / "mistakes").glob("*.yaml"))
SMALL_PLAN = "content/plans/ita-uusimaa/esimerkkihanke"
"""The folder of the plan of the miniature site."""
RECORDED = date(2026, 9, 1)
"""The day on which translations of the miniature site are recorded."""


def read_mistake(path: Path) -> dict[str, Any]:
    """Return a mistake as its file holds it."""
    mistake: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return mistake


def copy_site(root: Path, mistake: dict[str, Any]) -> Path:
    """Copy the miniature site to a folder that does not exist yet, prepared for a mistake but still sound."""
    shutil.copytree(SITE, root)
    for change in mistake.get("prepare", ()):
        spoil(root, change)
    return root


def spoil(root: Path, mistake: dict[str, Any]) -> None:
    """Plant a mistake in a site."""
    if mistake.get("record"):
        record(root)
        return
    path = root / mistake["file"]
    if "move" in mistake:
        path.rename(root / mistake["move"])
    elif mistake.get("delete"):
        path.unlink()
    elif "write" in mistake:
        path.write_text(mistake["write"], "utf-8", newline="\n")
    else:
        text = path.read_text("utf-8")
        if "replace" in mistake:
            assert text.count(mistake["replace"]["from"]) == 1, mistake
            text = text.replace(mistake["replace"]["from"], mistake["replace"]["to"])
        text += mistake.get("append", "") + "A" * mistake.get("fill", 0)
        path.write_bytes(text.encode(mistake.get("encoding", "utf-8")))
    for other in mistake.get("also", ()):
        spoil(root, other)


def record(root: Path, day: date = RECORDED) -> None:
    """Record every translation of a site as saying what its source says."""
    site = load_site(root).site
    assert site is not None
    records = Records(site)
    chosen = [(passage, language) for passage, language, _ in records.translations(passages(site))]
    for path, text in records.accept(chosen, day).items():
        (root / path).write_text(text, "utf-8", newline="\n")


def change(root: Path, file: str, before: str, after: str) -> None:
    """Change words that stand once in a file."""
    text = (root / file).read_text("utf-8")
    assert text.count(before) == 1
    (root / file).write_text(text.replace(before, after), "utf-8", newline="\n")


def both_ways(root: Path, plan: str = SMALL_PLAN) -> None:
    """Let a Swedish chapter be behind its Finnish source, and a Finnish one behind its Swedish source."""
    for language, word in (("fi", "slug: luettelot"), ("sv", "slug: listor")):
        change(root, f"{plan}/20-lists.{language}.md", word, f"{word}\noriginal: sv")
    change(root, f"{plan}/20-lists.sv.md", "## Effekter", "## Effekter och nytta")
    change(root, f"{plan}/20-lists.sv.md", "## Beroenden", "## Beroenden av andra")
    change(root, f"{plan}/60-risks.fi.md", "## Riskit", "## Riskit ja keinot")


def told(root: Path) -> tuple[Problem, ...]:
    """Return every problem of a site."""
    return check_site(load_site(root))
