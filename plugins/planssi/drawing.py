"""What all pictures share: sizes in pixels, and how many letters have room.

Places across are in percent of the width, so a picture fills its column and its text keeps its size on any screen.
"""

from __future__ import annotations

NARROW = 268
"""Pixels that a picture has at least: a screen of 320 px, less the edges of the page and room for a letter."""
LABEL_WIDTH = 40
"""Characters that fit on a line of a label on the narrowest screen (288 px at 13 px type)."""
FIGURE = 7.5
"""Pixels that a figure takes, at 13 px type."""
LINE_HEIGHT = 17
BAR_HEIGHT = 16
GAP = 14
