"""Tesseract's numbers for the ways in which it looks for lines."""

from imaging.options import Segmentation

PAGE_MODES: dict[Segmentation, int] = {"auto": 3, "column": 4, "block": 6, "sparse": 11}
