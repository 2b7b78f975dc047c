"""Draws a sheet as an image in colour: ink, stamps, signatures and seals, before anything happens to the paper."""

import math
import unicodedata
from functools import lru_cache
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont

from benchmarks.forms.sheets import HAND, HEIGHT, WIDTH, Mark, Run, Sheet, font_file

_PAPER = (255, 255, 255)
_SEAL = (205, 40, 50)
_PEN = (30, 40, 130)


@lru_cache(maxsize=64)
def _font(path: Path, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), pixels)


def drawn(sheet: Sheet, dpi: int, dice: Random) -> Image.Image:
    """The sheet at a resolution. A typewriter strikes letter by letter, a little off and more or less black."""
    scale = dpi / 72
    image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), _PAPER)
    draw = ImageDraw.Draw(image)
    for run in sheet.runs:
        if run.turn:
            _write(image, run, scale)
        elif run.family == "cursor":
            _strike(draw, run, scale, dice)
        else:
            font = _font(font_file(run.family, run.style), run.size * scale)
            draw.text((run.x * scale, run.y * scale), unicodedata.normalize("NFC", run.text), run.ink, font, "ls")
    for left, right, y in sheet.rules:
        draw.line((left * scale, y * scale, right * scale, y * scale), (22, 22, 28), max(1, round(0.7 * scale)))
    for x, y in sheet.signatures:
        _sign(draw, x * scale, y * scale, scale, dice)
    for x, y in sheet.seals:
        image = _sealed(image, x * scale, y * scale, 34 * scale, dice)
    for mark in sheet.marks:
        image = _stamped(image, mark, scale, dice)
    return image


def _strike(draw: ImageDraw.ImageDraw, run: Run, scale: float, dice: Random) -> None:
    font = _font(font_file(run.family, run.style), run.size * scale)
    x, y = run.x * scale, run.y * scale
    for letter in unicodedata.normalize("NFC", run.text):
        shade = dice.randint(10, 95)
        at = (x + dice.gauss(0, 0.12 * scale), y + dice.gauss(0, 0.16 * scale))
        draw.text(at, letter, (shade, shade, shade + 6), font, "ls")
        x += font.getlength(letter)


def _write(image: Image.Image, run: Run, scale: float) -> None:
    """Writing by hand: the script face, turned about its middle."""
    font = _font(font_file(HAND, "italic"), run.size * scale)
    wide, high = round(font.getlength(run.text)) + 20, round(run.size * scale * 2)
    mask = Image.new("L", (wide, high), 0)
    ImageDraw.Draw(mask).text((10, high * 0.7), run.text, 255, font, "ls")
    mask = mask.rotate(run.turn, Image.Resampling.BICUBIC)
    image.paste(run.ink, (round(run.x * scale) - 10, round(run.y * scale - high * 0.7)), mask)


def _sign(draw: ImageDraw.ImageDraw, x: float, y: float, scale: float, dice: Random) -> None:
    """A scribble of some loops."""
    waves = [(dice.gauss(0, 9 / k), dice.uniform(0, 6.28), k) for k in range(1, 6)]
    points = []
    for step in range(140):
        along = step / 139
        rise = sum(size * math.sin(2 * math.pi * k * along + turn) for size, turn, k in waves)
        back = sum(size * math.cos(2 * math.pi * k * along + turn) for size, turn, k in waves)
        points.append((x + (along - 0.5) * 74 * scale + back * scale * 0.8, y + max(-16, min(16, rise)) * scale))
    draw.line(points, _PEN, max(2, round(1.1 * scale)), "curve")


def _sealed(image: Image.Image, x: float, y: float, radius: float, dice: Random) -> Image.Image:
    """A round seal, red, its ink not everywhere."""
    layer = Image.new("RGB", image.size, _PAPER)
    draw = ImageDraw.Draw(layer)
    for share, width in ((1.0, 0.05), (0.62, 0.025)):
        r = radius * share
        draw.ellipse((x - r, y - r, x + r, y + r), outline=_SEAL, width=max(1, round(radius * width)))
    star = []
    for at in range(10):
        reach, turn = radius * (0.4, 0.16)[at % 2], at * math.pi / 5
        star.append((x + reach * math.sin(turn), y - reach * math.cos(turn)))
    draw.polygon(star, outline=_SEAL, fill=_SEAL)
    font = _font(font_file("termes", "bold"), radius * 0.26)
    for at, letter in enumerate("★ CƠ QUAN BAN HÀNH ★ LƯU "):
        angle = at / 25 * 360
        tile = Image.new("L", (round(radius * 0.5), round(radius * 0.5)), 0)
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), letter, 255, font, "mm")
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        layer.paste(
            _SEAL,
            (round(x + radius * 0.8 * sine - tile.width / 2), round(y - radius * 0.8 * cosine - tile.height / 2)),
            tile,
        )
    return ImageChops.multiply(image, _thinned(layer, dice.uniform(0.0, 0.35)))


def _stamped(image: Image.Image, mark: Mark, scale: float, dice: Random) -> Image.Image:
    """A stamp: its lines in capitals as cut, a frame around them, what is filled in written by hand."""
    size = mark.size * scale
    font = _font(font_file("heros", "bold"), size)
    small, pen = _font(font_file("heros", "roman"), size * 0.95), _font(font_file(HAND, "italic"), size * 1.35)
    rows = [line.partition("|") for line in mark.lines]
    wide = max(
        (font if at == 0 else small).getlength(said) + (pen.getlength(hand) + size * 0.6 if sign else 0)
        for at, (said, sign, hand) in enumerate(rows)
    )
    high = size * 1.4 * len(rows)
    tile = Image.new("RGB", (round(wide + size * 1.6), round(high + size * 0.8)), _PAPER)
    draw = ImageDraw.Draw(tile)
    for at, (said, sign, hand) in enumerate(rows):
        y = size * 1.3 + at * size * 1.4
        face = font if at == 0 else small
        if sign:
            draw.text((size * 0.8, y), said, mark.ink, face, "ls")
            draw.text((size * 1.2 + face.getlength(said), y), hand, _PEN, pen, "ls")
        else:
            draw.text((tile.width / 2, y), said, mark.ink, face, "ms")
    if mark.framed:
        line = max(2, round(size * 0.11))
        draw.rectangle((line, line, tile.width - line, tile.height - line), outline=mark.ink, width=line)
    tile = tile.rotate(mark.turn, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)
    layer = Image.new("RGB", image.size, _PAPER)
    layer.paste(tile, (round(mark.x * scale - tile.width / 2), round(mark.y * scale - tile.height / 2)))
    return ImageChops.multiply(image, _thinned(layer, dice.uniform(0.0, 0.25)))


def _thinned(layer: Image.Image, share: float) -> Image.Image:
    """Ink made paler by a share."""
    return Image.blend(layer, Image.new("RGB", layer.size, _PAPER), share)
