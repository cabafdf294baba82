"""Write the pages of help anew: `python scripts/help_pages.py`, or `--check` to only compare.

Each page shows the mistake of `tests/mistakes/` that `explains` its code: it is planted in the miniature site, and the
excerpts, the place and the message are those of that site. The words come from the catalogues.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))  # the pages are made of the mistakes that the tests plant

from planssi.explanations import EXPLANATIONS  # noqa: E402 (after the path)
from planssi.guide import INDEX, PAGES, Example, Excerpt, Guide, Line  # noqa: E402
from planssi.source import Source  # noqa: E402
from planting import MISTAKES, copy_site, read_mistake, spoil, told  # noqa: E402

LANGUAGES = ("fi", "sv", "en")
BEFORE, AFTER, MOST, WIDEST = 3, 2, 16, 100
"""Lines shown before and after a changed one, lines of an excerpt, and characters of a line."""
VISIBLE = {code: 0x2400 + code for code in range(32)} | {9: "⇥   ", 0x2028: "␤", 0x2029: "␤"}
"""Signs that stand for characters which cannot be seen."""


def examples() -> dict[str, Example]:
    """Return the example of each code."""
    found = {}
    for path in MISTAKES:
        mistake = read_mistake(path)
        if "explains" in mistake:
            with tempfile.TemporaryDirectory() as folder:
                found[mistake["explains"]] = example(mistake, Path(folder))
    return found


def example(mistake: dict[str, Any], folder: Path) -> Example:
    """Plant a mistake and return what changed and what is told of it."""
    sound, spoilt = copy_site(folder / "sound", mistake), copy_site(folder / "spoilt", mistake)
    spoil(spoilt, mistake)
    problem = next(problem for problem in told(spoilt) if problem.code == mistake["explains"])
    changed = [change["file"] for change in (mistake, *mistake.get("also", ()))]
    pairs = {pair[0]: pair for pair in (difference(name, sound, spoilt, problem.at) for name in dict.fromkeys(changed))}
    if not any(line and line.marked for excerpt in pairs for line in excerpt.lines) or problem.at.line > 1:
        pair = difference(problem.at.path, sound, spoilt, problem.at)
        pairs[pair[0]] = pair
    return Example(problem, tuple(wrong for wrong, _ in pairs.values()), tuple(right for _, right in pairs.values()))


def difference(name: str, sound: Path, spoilt: Path, at: Source) -> tuple[Excerpt, Excerpt]:
    """Return a file, or the folder around what comes or goes with the mistake, in the spoilt and in the sound site."""
    before, after = sound / name, spoilt / name
    if before.is_file() and after.is_file():
        return excerpts(name, lines(before), lines(after), at if at.path == name else None)
    return listings(Path(name).parent.as_posix() + "/", before.parent, after.parent, at)


def lines(path: Path) -> list[str]:
    """Return the lines of a file, whatever its encoding, with signs for what cannot be seen."""
    text = path.read_bytes().decode("utf-8", "replace").removesuffix("\n")
    return [line.translate(VISIBLE) for line in text.split("\n")]


def excerpts(path: str, before: list[str], after: list[str], at: Source | None) -> tuple[Excerpt, Excerpt]:
    """Return the place of a mistake after and before it was made: the lines that differ, and those around them."""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changes = [(range(i1, i2), range(j1, j2)) for step, i1, i2, j1, j2 in steps if step != "equal"]
    place = at.line - 1 if at else changes[0][1].start
    there = next(i1 + (place - j1 if step == "equal" else 0) for step, i1, i2, j1, j2 in steps if j1 <= place < j2)
    old, new = around(range(there, there + 1), before), around(range(place, place + 1), after)
    for was, now in sorted(changes, key=lambda change: abs(change[1].start - place)):
        if len(old | around(was, before)) <= MOST and len(new | around(now, after)) <= MOST:
            old |= around(was, before)
            new |= around(now, after)
    mended = {number for was, _ in changes for number in was}
    marks = {number: Line("", number + 1, True) for number in mended}
    wrong = {at.line - 1: at.column if at.column <= WIDEST else None} if at else {}
    return (
        Excerpt(path, tuple(rows(after, new, set(wrong), wrong))),
        Excerpt(path, tuple(rows(before, old, set(marks), {}))),
    )


def around(changed: range, text: list[str]) -> set[int]:
    """Return the numbers of changed lines, of a long change only the first ones, and of those around them."""
    stop = min(changed.stop, changed.start + MOST // 2)
    return {number for number in range(changed.start - BEFORE, stop + AFTER) if 0 <= number < len(text)}


def rows(
    text: list[str], shown: set[int], marked: set[int], columns: Mapping[int, int | None]
) -> Iterator[Line | None]:
    """Yield the shown lines, with None where some between them are left out."""
    last = None
    for number in sorted(shown):
        if last is not None and number > last + 1:
            yield None
        words = text[number] if len(text[number]) <= WIDEST else text[number][:WIDEST] + "…"
        yield Line(words, number + 1, number in marked, columns.get(number))
        last = number


def listings(path: str, before: Path, after: Path, at: Source) -> tuple[Excerpt, Excerpt]:
    """Return what a folder holds after and before a mistake that concerns whole files."""
    old, new = names(before), names(after)
    around_it = {name for name in new if f"{at.path}/".startswith(f"{path}{name.removesuffix('/')}/")}
    wrong = {*new} - {*old} or (around_it if at.line == 1 else set())
    every = sorted({*old, *new})
    places = [every.index(name) for name in wrong | ({*old} ^ {*new})]
    near = {every[number] for place in places for number in range(place - 2, place + 3) if 0 <= number < len(every)}
    return Excerpt(path, listing(new, near, wrong)), Excerpt(path, listing(old, near, {*old} - {*new}))


def names(folder: Path) -> list[str]:
    """Return the names in a folder, those of folders with a slash."""
    return sorted(path.name + ("/" if path.is_dir() else "") for path in folder.iterdir())


def listing(names: list[str], near: set[str], marked: set[str]) -> tuple[Line | None, ...]:
    """Return the names near what differs, with None where some between them are left out."""
    shown: list[Line | None] = []
    for name in names:
        if name in near:
            shown.append(Line(name, None, name in marked))
        elif shown and shown[-1]:
            shown.append(None)
    return tuple(shown if not shown or shown[-1] else shown[:-1])


def pages() -> dict[Path, str]:
    """Return the text of every page by its path."""
    every = examples()
    found = {}
    for language in LANGUAGES:
        guide = Guide(language)
        found[PAGES / language / INDEX] = guide.write_index()
        for code in EXPLANATIONS:
            found[PAGES / language / f"{code}.md"] = guide.write_page(every[code])
    return found


def main() -> int:
    """Write or compare every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is out of date")
    check = parser.parse_args().check
    found = pages()
    status = 0
    for path in sorted({*found, *PAGES.glob("*/*.md")}):
        text = found.get(path)
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        status = 1 if check else 0
        print(f"{path.relative_to(ROOT).as_posix()}: {'out of date' if check else 'updated'}")
        if not check and text is None:
            path.unlink()
        elif not check and text is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
