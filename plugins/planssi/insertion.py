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
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        raise CannotInsertError
    written = text.splitlines(keepends=True)
    column = node.start_mark.column
    end = _last_line(node) + 1
    # Comments that are indented further than the collection belong to its last part.
    after = end
    while after < len(written) and (not written[after].strip() or _is_comment(written[after], column)):
        after += 1
        if _is_comment(written[after - 1], column):
            end = after
    newline = "\r\n" if written[0].endswith("\r\n") else "\n"
    before = "".join(written[:end])
    if not before.endswith(("\n", "\r")):
        before += newline
    return before + "".join(f"{' ' * column}{line}{newline}" for line in lines) + "".join(written[end:])


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
