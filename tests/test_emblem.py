"""The emblem of the Union, measured in the drawing itself.

Sources: Regulation (EU) No 763/2014, Annex II, and the Interinstitutional style guide, Annex A1: a rectangle of height
h and width 1.5 h; twelve upright five-pointed stars whose centres are on a circle of radius h/3, at the hours of a
clock; each star's points on a circle of radius h/18; the colours are Reflex Blue (#003399) and Yellow (#FFCC00).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from math import atan2, cos, degrees, dist, hypot, pi

import pytest
from planssi.emblem import emblem

SVG = "{http://www.w3.org/2000/svg}"
TOLERANCE = 0.01
"""The drawing has two decimals."""

Point = tuple[float, float]


@pytest.fixture(scope="module")
def drawing() -> ET.Element:
    """The drawing as XML."""
    return ET.fromstring(emblem())


@pytest.fixture(scope="module")
def field(drawing: ET.Element) -> ET.Element:
    """The blue rectangle."""
    (blue,) = [rect for rect in drawing.iter(f"{SVG}rect") if colour(rect.get("fill", "")) == "#003399"]
    return blue


@pytest.fixture(scope="module")
def height(field: ET.Element) -> float:
    """Height of the rectangle: the measure of everything else."""
    return float(field.get("height", ""))


@pytest.fixture(scope="module")
def stars(drawing: ET.Element) -> list[list[Point]]:
    """The corners of each star."""
    return [corners(path.get("d", "")) for path in drawing.iter(f"{SVG}path")]


def colour(text: str) -> str:
    """Return a colour in six digits."""
    return "#" + "".join(digit * 2 for digit in text[1:]).lower() if len(text) == 4 else text.lower()


def corners(path: str) -> list[Point]:
    """Return the corners of a closed path of straight lines."""
    assert re.fullmatch(r"M-?[\d.]+ -?[\d.]+(L-?[\d.]+ -?[\d.]+)+Z", path), path
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def centre(star: list[Point]) -> Point:
    """Return the middle of a star's corners."""
    return sum(x for x, _ in star) / len(star), sum(y for _, y in star) / len(star)


def middle(field: ET.Element) -> Point:
    """Return the point where the diagonals of the rectangle meet."""
    left, top = float(field.get("x", "0")), float(field.get("y", "0"))
    return left + float(field.get("width", "")) / 2, top + float(field.get("height", "")) / 2


def test_rectangle(field: ET.Element, height: float) -> None:
    """The flag is one and a half times as wide as it is high."""
    assert float(field.get("width", "")) == pytest.approx(1.5 * height)


def test_colours(drawing: ET.Element) -> None:
    """Reflex Blue, Yellow stars, and a white edge; no other colour."""
    filled = {colour(element.get("fill", "")) for element in drawing.iter() if element.get("fill")}
    assert filled == {"#003399", "#ffcc00", "#ffffff"}
    (group,) = drawing.iter(f"{SVG}g")
    assert colour(group.get("fill", "")) == "#ffcc00"
    assert len(list(group)) == len(list(drawing.iter(f"{SVG}path"))) == 12
    assert all(path.get("fill") is None for path in group)


def test_twelve_stars_of_ten_corners(stars: list[list[Point]]) -> None:
    """There are twelve stars, and each has five points and five corners between them."""
    assert [len(star) for star in stars] == [10] * 12


def test_stars_stand_at_the_hours(stars: list[list[Point]], field: ET.Element, height: float) -> None:
    """Their centres are on a circle of a third of the height, at every hour of a clock, and in its middle."""
    x, y = middle(field)
    hours = []
    for star in stars:
        cx, cy = centre(star)
        assert hypot(cx - x, cy - y) == pytest.approx(height / 3, abs=TOLERANCE)
        hour = degrees(atan2(cx - x, y - cy)) % 360 / 30
        assert hour == pytest.approx(round(hour), abs=0.001)
        hours.append(round(hour) % 12)
    assert sorted(hours) == list(range(12))


def test_points_lie_on_their_circle(stars: list[list[Point]], height: float) -> None:
    """The five points of a star lie on a circle of an eighteenth of the height, the inner corners as in a pentagram."""
    inner = height / 18 * cos(2 * pi / 5) / cos(pi / 5)
    for star in stars:
        lengths = sorted(dist(centre(star), corner) for corner in star)
        assert lengths[:5] == pytest.approx([inner] * 5, abs=TOLERANCE)
        assert lengths[5:] == pytest.approx([height / 18] * 5, abs=TOLERANCE)


def test_points_alternate_with_inner_corners(stars: list[list[Point]], height: float) -> None:
    """Going round a star, points and inner corners take turns, a tenth of a circle from one to the next."""
    for star in stars:
        cx, cy = centre(star)
        far = [dist((cx, cy), corner) > height / 25 for corner in star]
        assert far in ([True, False] * 5, [False, True] * 5)
        angles = [degrees(atan2(x - cx, cy - y)) for x, y in star]
        steps = [(after - before) % 360 for before, after in zip(angles, angles[1:] + angles[:1], strict=True)]
        assert steps == pytest.approx([36] * 10, abs=0.1) or steps == pytest.approx([324] * 10, abs=0.1)


def test_stars_are_upright(stars: list[list[Point]], height: float) -> None:
    """One point of each star looks straight up, and two stand on the same level below."""
    for star in stars:
        cx, cy = centre(star)
        x, y = min(star, key=lambda corner: corner[1])
        assert (x, y) == pytest.approx((cx, cy - height / 18), abs=TOLERANCE)
        (_, left), (_, right) = sorted(star, key=lambda corner: corner[1])[-2:]
        assert left == pytest.approx(right, abs=TOLERANCE)


def test_sides_are_straight(stars: list[list[Point]]) -> None:
    """In a pentagram the line from one point to the next but one runs along two sides of the star."""
    for star in stars:
        for index in range(10):
            line = [star[(index + step) % 10] for step in (0, 1, 3, 4)]
            if dist(centre(star), line[0]) < dist(centre(star), line[1]):
                continue
            (ax, ay), *_, (bx, by) = line
            for px, py in line[1:3]:
                across = abs((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / dist(line[0], line[3])
                assert across < 0.02


def test_stars_keep_apart(stars: list[list[Point]], field: ET.Element, height: float) -> None:
    """No star touches another or the edge of the flag."""
    for one, other in combinations(stars, 2):
        assert dist(centre(one), centre(other)) > 2 * height / 18
    width = float(field.get("width", ""))
    assert all(0 < x < width and 0 < y < height for star in stars for x, y in star)


def test_white_edge(drawing: ET.Element, field: ET.Element, height: float) -> None:
    """On any ground the flag stands in a white rectangle that is equally wide on each side and fills the picture."""
    white, blue = drawing.findall(f"{SVG}rect")
    assert colour(white.get("fill", "")) == "#ffffff"
    left, top, width, tall = (float(white.get(name, "")) for name in ("x", "y", "width", "height"))
    assert blue is field
    assert left == top < 0
    assert (width, tall) == pytest.approx((1.5 * height - 2 * left, height - 2 * top))
    box = [float(number) for number in drawing.get("viewBox", "").split()]
    assert box == [left, top, width, tall]


def test_drawing_needs_nothing_else() -> None:
    """The drawing has no script, style or address outside itself, and ends with a line feed."""
    text = emblem()
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert {element.tag.removeprefix(SVG) for element in ET.fromstring(text).iter()} == {"svg", "rect", "g", "path"}
    assert text.endswith("</svg>\n")
