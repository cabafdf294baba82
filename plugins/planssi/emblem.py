"""The Union emblem, drawn from its geometry.

Sources: Regulation (EU) No 763/2014, Annex II, and the Interinstitutional style guide, Annex A1: a rectangle of height
h and width 1.5 h; twelve upright five-pointed stars on a circle of radius h/3 at the hours of a clock, each inside a
circle of radius h/18; Reflex Blue (#003399) and Yellow (#FFCC00).
"""

from __future__ import annotations

from math import cos, pi, sin, sqrt

HEIGHT = 540
WIDTH = HEIGHT * 3 // 2
RING = HEIGHT / 3
OUTER = HEIGHT / 18
INNER = OUTER * (3 - sqrt(5)) / 2
"""Radius of a star's inner corners: those of a pentagram."""
BORDER = HEIGHT / 25
"""White edge, so that the emblem stands out on a dark ground."""


def star(hour: int) -> tuple[tuple[float, float], ...]:
    """Return the ten corners of a star, clockwise from its upper point."""
    x = WIDTH / 2 + RING * sin(hour * pi / 6)
    y = HEIGHT / 2 - RING * cos(hour * pi / 6)
    radii = (OUTER, INNER) * 5
    return tuple((x + r * sin(corner * pi / 5), y - r * cos(corner * pi / 5)) for corner, r in enumerate(radii))


def emblem() -> str:
    """Return the emblem as an SVG file."""
    stars = "".join(f'<path d="M{"L".join(f"{x:.2f} {y:.2f}" for x, y in star(hour))}Z"/>' for hour in range(12))
    width, height = WIDTH + 2 * BORDER, HEIGHT + 2 * BORDER
    box = f'x="{-BORDER:.1f}" y="{-BORDER:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-BORDER:.1f} {-BORDER:.1f} {width:.1f} {height:.1f}">'
        f'<rect {box} fill="#fff"/><rect width="{WIDTH}" height="{HEIGHT}" fill="#039"/>'
        f'<g fill="#fc0">{stars}</g></svg>\n'
    )
