"""The screens on which pages are looked at."""

from __future__ import annotations

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
"""320 px is also what a reader sees who enlarges 1280 px four times (WCAG 1.4.10)."""
