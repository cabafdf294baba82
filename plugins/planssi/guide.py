"""The pages of help: what a code means, with a wrong and a right example.

Flows in: a mistake of the tests, when a page is written, or a code and a language, when it is read. Flows out:
Markdown. The pages are files in `help/<language>/`, so that they can be read where the repository is kept, too, and
travel with the package; `scripts/help_pages.py` writes them.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from .explanations import EXPLANATIONS, GROUPS
from .localizer import Catalogue, catalogue
from .messages import RULES, as_line, describe
from .source import Problem

PAGES = Path(__file__).resolve().parent / "help"
INDEX = "README.md"
"""The list of a language: the name that Git hosting shows for a folder."""
WIDTH = 96


@dataclass(frozen=True)
class Line:
    """A line of a file, or a name in a folder."""

    text: str
    number: int | None = None
    """Counted from 1; None for a name in a folder."""
    marked: bool = False
    column: int | None = None
    """Where in the line something is wrong, counted from 1."""


@dataclass(frozen=True)
class Excerpt:
    """Lines of a file, or names in a folder, whose path then ends in a slash."""

    path: str
    lines: tuple[Line | None, ...]
    """None where lines are left out."""


@dataclass(frozen=True)
class Example:
    """A mistake: what is told of it, and the place before and after it was made."""

    problem: Problem
    wrong: tuple[Excerpt, ...]
    right: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Guide:
    """What an editor reads in one language: the words of the messages, and the pages that explain them."""

    language: str
    address: str | None = None
    """Address under which the folder of the pages can be read, with a slash at its end; None where there is none."""
    words: Catalogue = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", catalogue(self.language))

    def title(self, code: str) -> str:
        """What is wrong, in general words."""
        return self.words.gettext(EXPLANATIONS[code].title)

    def why(self, code: str) -> str:
        """Why the rule is there; empty where it goes without saying."""
        why = EXPLANATIONS[code].why
        return self.words.gettext(why) if why else ""

    def uri(self, code: str) -> str | None:
        """Where the page of a code can be read in a browser."""
        return f"{self.address}{self.language}/{code}.md" if self.address else None

    def page(self, code: str) -> str:
        """Return the page of a code, as Markdown."""
        return (PAGES / self.language / f"{code}.md").read_text("utf-8")

    def listing(self) -> str:
        """Return every code with its title, in groups, as plain lines."""
        width = max(map(len, EXPLANATIONS))
        groups = []
        for group in GROUPS:
            codes = "\n".join(f"  {code:{width}}  {self.title(code)}" for code in group.explanations)
            groups.append(f"{self.words.gettext(group.title)}\n{codes}")
        return "\n\n".join(groups)

    def write_index(self) -> str:
        """Write the list of all pages."""
        parts = ["# " + self.words.gettext("What the messages mean")]
        for group in GROUPS:
            rows = [f"- [{self.title(code)}]({code}.md) (`{code}`)" for code in group.explanations]
            parts += [f"## {self.words.gettext(group.title)}", "\n".join(rows)]
        return "\n\n".join(parts) + "\n"

    def write_page(self, example: Example) -> str:
        """Write the page of the code that an example is of."""
        problem = example.problem
        _, mend = describe(problem, self.words)
        parts = [
            f"# {self.title(problem.code)}",
            f"`{problem.code}`",
            _prose(self.why(problem.code)),
            "## " + self.words.gettext("Wrong"),
            *(self._excerpt(excerpt) for excerpt in example.wrong),
            self.words.gettext("The message:"),
            textwrap.indent("\n".join(_wrapped(as_line(problem, self.words))), "    "),
            "## " + self.words.gettext("Right"),
            _prose(mend),
            *(self._excerpt(excerpt) for excerpt in example.right),
            "[" + self.words.gettext("All messages") + f"]({INDEX})",
        ]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _excerpt(self, excerpt: Excerpt) -> str:
        folder = excerpt.path.endswith("/")
        head = self.words.gettext("In the folder {path}:") if folder else self.words.gettext("In the file {path}:")
        width = max((len(str(line.number)) for line in excerpt.lines if line and line.number), default=0)
        rows = []
        for line in excerpt.lines:
            if line is None:
                rows.append("  " + "⋮".rjust(width))
                continue
            mark = ">" if line.marked else " "
            bar = f" {line.number:{width}} |" if line.number else ""
            rows.append(f"{mark}{bar} {line.text}".rstrip())
            if line.column and line.number:
                rows.append(f"  {'':{width}} | {' ' * (line.column - 1)}^")
        return f"{head.format(path=f'`{excerpt.path}`')}\n\n" + textwrap.indent("\n".join(rows), "    ", lambda _: True)


def nearest(code: str) -> str:
    """Return the code that somebody probably meant; empty where none is like it."""
    return next(iter(get_close_matches(code.casefold(), RULES, 1)), "")


def as_plain(page: str) -> str:
    """Return a page for a terminal: headings underlined, no link to other pages."""
    rows = []
    for line in page.splitlines():
        if heading := re.match(r"(#+) (.*)", line):
            rows += [heading[2], ("=" if len(heading[1]) == 1 else "-") * len(heading[2])]
        elif line.startswith("    "):
            rows.append(line)
        elif not line.startswith("["):
            rows += _wrapped(re.sub(r"\\([\\*<\[])", r"\1", line)) or [""]
    return "\n".join(rows).rstrip()


def _prose(text: str) -> str:
    """Return plain words as Markdown: what stands in quotation marks is typed, the rest is read."""
    parts = re.split(r"'([^']+)'", text)
    return "".join(
        f"`{part}`" if index % 2 else re.sub(r"([\\*<\[])", r"\\\1", part) for index, part in enumerate(parts)
    )


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
