"""What a text said earlier, from the history that Git keeps of its file.

Flows in: a file and the fingerprints of what is looked for. Flows out: the words, or nothing where there is no Git, no
history or no such text in it. Nothing else of the package needs Git.
"""

from __future__ import annotations

import subprocess
from collections.abc import Container, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from .freshness import fingerprint
from .prose import pieces
from .reader import Placed, PlacedList, parse_yaml, split_front_matter

REVISIONS = 200
"""How many revisions of a file are looked at, the newest first."""


def earlier_words(root: Path, path: str, language: str, wanted: Container[str]) -> str | None:
    """Return the newest words in the history of a file that have one of the wanted fingerprints.

    Args:
        root: The folder of the site.
        path: The file, from the root; it may have had other names.
        language: Language of the words.
        wanted: Fingerprints.
    """
    log = ["log", f"--max-count={REVISIONS}", "--follow", "--name-only", "--relative", "--format=:%H", "--", path]
    revision = ""
    for line in (_git(root, *log) or "").splitlines():
        if line.startswith(":"):
            revision = line[1:]
        elif line:
            text = _git(root, "show", f"{revision}:./{line}") or ""
            for words in _texts(line, text, language):
                if fingerprint(words) in wanted:
                    return words
    return None


def difference(before: str, after: str) -> str:
    """Return what changed from one text to another, word by word: `The [-old-] {+new+} text.`."""
    old, new = before.split(), after.split()
    parts = []
    for step, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            parts.append(" ".join(old[i1:i2]))
            continue
        if i2 > i1:
            parts.append(f"[-{' '.join(old[i1:i2])}-]")
        if j2 > j1:
            parts.append(f"{{+{' '.join(new[j1:j2])}+}}")
    return " ".join(parts)


def _git(root: Path, *arguments: str) -> str | None:
    """Return what a Git command prints; None where it fails or there is no Git."""
    command = ["git", "-c", "core.quotePath=false", "-C", str(root), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError:
        return None
    return None if result.returncode else result.stdout


def _texts(path: str, text: str, language: str) -> Iterator[str]:
    """Yield the texts of one language in a file as it was; what cannot be read is passed over."""
    text = text.replace("\r\n", "\n")
    if path.endswith(".md"):
        front, body, line = split_front_matter(text)
        data = parse_yaml(front, path).data
        yield from (data[name] for name in ("title", "description") if isinstance(data, Placed) and name in data)
        yield from (piece.text for piece in pieces(body, line) if piece.worded)
    else:
        yield from _in_language(parse_yaml(text, path).data, language)


def _in_language(data: Any, language: str) -> Iterator[str]:
    if isinstance(data, Placed):
        if isinstance(data.get(language), str):
            yield data[language]
        for value in data.values():
            yield from _in_language(value, language)
    elif isinstance(data, PlacedList):
        for value in data:
            yield from _in_language(value, language)
