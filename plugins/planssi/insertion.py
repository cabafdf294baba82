"""Lines added to a YAML file without touching what is there.

Flows in: the text of a file that `reader` reads without problems, and lines. Flows out: the text with the lines in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from .reader import Loader


class CannotInsertError(Exception):
    """The lines would have to go inside brackets or braces."""


def append(text: str, path: Sequence[str], lines: Sequence[str]) -> str:
    """Add an item or a key at the end of a list or a mapping.

    Args:
        text: The text of the file, with its own ends of lines and perhaps a byte order mark.
        path: Keys that lead to the list or the mapping; empty for the whole file.
        lines: The item with its dash, or the key with its value, without indentation.

    Raises:
        CannotInsertError: When the list or the mapping is written in brackets or braces.
    """
    node = _node(text.removeprefix("\N{BYTE ORDER MARK}"), path)
    written = text.splitlines(keepends=True)
    end = line_after(written, node)
    newline = "\r\n" if written[0].endswith("\r\n") else "\n"
    before = "".join(written[:end])
    if not before.endswith(("\n", "\r")):
        before += newline
    indent = " " * node.start_mark.column
    return before + "".join(f"{indent}{line}{newline}" for line in lines) + "".join(written[end:])


def line_after(lines: Sequence[str], node: yaml.Node) -> int:
    """Return before which line, counted from 0, something is added to a list or a mapping.

    Raises:
        CannotInsertError: When the list or the mapping is written in brackets or braces.
    """
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        raise CannotInsertError
    column = node.start_mark.column
    end = _last_line(node) + 1
    # Comments that are indented further than the collection belong to its last part.
    after = end
    while after < len(lines) and (not lines[after].strip() or _is_comment(lines[after], column)):
        after += 1
        if _is_comment(lines[after - 1], column):
            end = after
    return end


def _node(text: str, path: Sequence[str]) -> yaml.Node:
    loader = Loader(text)
    try:
        node: yaml.Node = loader.get_single_node()
    finally:
        loader.dispose()
    for key in path:
        node = next(value for name, value in node.value if name.value == key)
    return node


def _is_comment(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) > column


def _last_line(node: yaml.Node) -> int:
    """Return the number of the line on which the last value inside a node ends, counted from 0."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark
    return int(end.line if end.column or end.line == node.start_mark.line else end.line - 1)
