"""A picture drawn: few flat colours, so that it weighs little, and letters with smooth edges.

The image holds the numbers of colours. Words are painted through a ramp from the ground to their colour, signs and the
door are drawn four times as large and made smaller.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw

from .layout import PLAIN, STRONG, Block, Box, face, fit
from .picture import BRAND, HEIGHT, TONES, WALL, WIDTH, Icon, Picture
from .png import encode

# The colours of the site's light scheme. Between ground and ink stand those of smooth edges.
PALETTE = {
    "paper": "#ffffff",
    "ink-1": "#b4bab9",
    "ink-2": "#69726f",
    "ink": "#14201e",
    "quiet-1": "#a8adac",
    "quiet": "#52595a",
    "line": "#d9dfde",
    "wall": WALL,
    "wall-1": "#5c8a84",
    "wall-2": "#adc4c1",
    "light": "#f2c14e",
    "leaf": "#14756a",
    **TONES,
}
NUMBER = {name: number for number, name in enumerate(PALETTE)}
COLOURS = [int(colour[i : i + 2], 16) for colour in PALETTE.values() for i in (1, 3, 5)]
Ramp = tuple[str, ...]
# What letters are painted in, from the ground on.
INK, QUIET = ("ink-1", "ink-2", "ink"), ("quiet-1", "quiet")
WHITE, NAME = ("wall-1", "wall-2", "paper"), ("wall-2", "wall-1", "wall")

LEFT, SIDE = 72, 850
TITLE = Box(LEFT, 114, SIDE - LEFT - 52, 216, STRONG, (92, 84, 76, 68, 60, 54, 48, 42, 38), 4)
OVER = Box(LEFT, 62, TITLE.width, 44, PLAIN, (30, 27, 24, 22), 1)
VERDICT = Box(LEFT + 58, 0, TITLE.width - 58, 92, PLAIN, (36, 33, 30, 27), 2)
TEXT = Box(LEFT, 0, TITLE.width, 0, PLAIN, (30,), 4)
NUMBER_BOX = Box(LEFT, 434, TITLE.width, 64, STRONG, (56, 50, 44, 38, 32), 1)
LABEL_BOX = Box(LEFT, 496, TITLE.width, 38, PLAIN, (27, 24, 21), 1)
SITE = Box(LEFT, 558, TITLE.width, 36, STRONG, (30,), 1)
SIDE_WORDS = Box(SIDE + 32, 0, WIDTH - SIDE - 64, 150, STRONG, (44, 40, 36, 32, 28, 25), 4)
GAP, CROWDED = 30, 168
LARGE = 4  # shapes are drawn so many times larger
SIGN = 42


def draw(picture: Picture | Icon) -> bytes:
    """A picture or an icon as a PNG file."""
    if isinstance(picture, Icon):
        return _icon(picture)
    image = Image.new("L", (WIDTH, HEIGHT), NUMBER["paper"])
    ImageDraw.Draw(image).rectangle((SIDE, 0, WIDTH, HEIGHT), NUMBER["wall"])
    for block, x, y, ramp in blocks(picture):
        _set(image, block, x, y, ramp)
        if x == VERDICT.x and picture.verdict is not None:
            sign = _sign(picture.verdict.symbol, picture.verdict.tone, SIGN)
            image.paste(sign, (LEFT, _even(y + (block.leading - SIGN) // 2)))
    _wall(image, picture)
    image.putpalette(COLOURS)
    return encode(image)


def blocks(picture: Picture) -> Iterator[tuple[Block, int, int, Ramp]]:
    """Every text on the paper: how it is set, where it begins, and in what it is painted."""
    crowded = bool(picture.text and picture.figure)  # the title is smaller where much stands below it
    title = fit(picture.title, replace(TITLE, height=CROWDED) if crowded else TITLE)
    below = _even(TITLE.y + title.height + GAP)
    yield fit(picture.over, OVER), OVER.x, OVER.y, QUIET
    yield title, TITLE.x, TITLE.y, INK
    if picture.verdict is not None:
        yield fit(picture.verdict.text, VERDICT), VERDICT.x, below, INK
    elif picture.text:
        end = (NUMBER_BOX.y if picture.figure else SITE.y) - GAP // 2
        yield fit(picture.text, replace(TEXT, height=end - below)), TEXT.x, below, QUIET
    if picture.figure is not None:
        yield fit(picture.figure.number, NUMBER_BOX), NUMBER_BOX.x, NUMBER_BOX.y, INK
        yield fit(picture.figure.label, LABEL_BOX), LABEL_BOX.x, LABEL_BOX.y, QUIET
    yield fit(picture.site, SITE), SITE.x, SITE.y, NAME


def _even(y: int) -> int:
    """Rows stand in pairs, which begin at an even one."""
    return y // 2 * 2


def _set(image: Image.Image, block: Block, x: int, y: int, ramp: Ramp, width: int | None = None) -> None:
    """Paint the lines of a block; in the middle of a `width` where one is given."""
    font = face(block.font, block.size)
    for number, line in enumerate(block.lines):
        left, top, right, bottom = (round(edge) for edge in font.getbbox(line, anchor="ls"))
        if right <= left or bottom <= top:
            continue
        indent = 0 if width is None else (width - (right - left)) // 2 - left
        base = y + block.leading * number + round(block.size * 0.98)
        above = base + top - _even(base + top)
        mask = Image.new("L", (right - left, (bottom - top + above + 1) // 2 * 2), 0)
        ImageDraw.Draw(mask).text((-left, above - top), line, 255, font, anchor="ls")
        mask = _paired(mask.reduce((1, 2)))
        image.paste(mask.point(_steps(ramp)), (x + indent + left, base + top - above), mask.point(_SEEN))


def _paired(image: Image.Image) -> Image.Image:
    """Each row twice, which halves the file; a chat shows the picture at half its size, where nobody sees it."""
    return image.resize((image.width, image.height * 2), Image.Resampling.NEAREST)


@cache
def _steps(ramp: Ramp) -> list[int]:
    """The colour of each strength of a letter's edge."""
    return [NUMBER[ramp[min(len(ramp) - 1, max(0, round(value / 255 * len(ramp)) - 1))]] for value in range(256)]


# Fainter edges than that are ground.
_SEEN = [255 if value > 85 else 0 for value in range(256)]


def _wall(image: Image.Image, picture: Picture) -> None:
    """The door or the mark on the wall, and its words, in the middle of it."""
    mark = picture.mark
    shape = _sign(mark.symbol, mark.tone, 220, "wall") if mark else _door(picture.angle)
    block = fit(picture.side, SIDE_WORDS)
    top = _even((HEIGHT - shape.height - (GAP + block.height if block.lines else 0)) // 2)
    image.paste(shape, ((SIDE + WIDTH - shape.width) // 2, top))
    _set(image, block, SIDE_WORDS.x, top + shape.height + GAP, WHITE, SIDE_WORDS.width)


# --- shapes -----------------------------------------------------------------------------------------------------------

Pen = ImageDraw.ImageDraw
Points = list[tuple[float, float]]


def _smooth(
    width: int, height: int, ground: str, paint: Callable[[Pen], None], colours: Ramp, paired: bool = True
) -> Image.Image:
    """A shape of a few colours, drawn large and made smaller; each of its points is the nearest of `colours`."""
    large = Image.new("RGB", (width * LARGE, height * LARGE), PALETTE[ground])
    paint(ImageDraw.Draw(large))
    small = large.resize((width, height // 2 if paired else height), Image.Resampling.BOX)
    allowed = Image.new("P", (1, 1))
    allowed.putpalette([value for name in colours for value in _rgb(name)])
    found = small.quantize(palette=allowed, dither=Image.Dither.NONE)
    numbers = [NUMBER[name] for name in colours]
    drawn = Image.frombytes("L", found.size, found.tobytes()).point((numbers + [0] * 256)[:256])
    return _paired(drawn) if paired else drawn


def _rgb(name: str) -> list[int]:
    start = 3 * NUMBER[name]
    return COLOURS[start : start + 3]


def _icon(icon: Icon) -> bytes:
    """The door of the brand on its wall."""
    image = Image.new("L", (icon.size, icon.size), NUMBER["wall"])
    door = _door(BRAND, icon.size * icon.room / 22, paired=False)
    image.paste(door, ((icon.size - door.width) // 2, (icon.size - door.height) // 2))
    image.putpalette(COLOURS)
    return encode(image)


@cache
def _door(angle: int | None, scale: float = 12.5, paired: bool = True) -> Image.Image:
    """The door of the site's pages: a frame, the light in the part of it that stands open, and the leaf over the rest.

    It is the drawing of `pages/context.py`, whose box is 22 wide and 24 high.
    """
    width, height = round(18 * scale), _even(round(22 * scale))

    def at(points: Points) -> Points:
        return [((x - 2) * scale * LARGE, (y - 1) * scale * LARGE) for x, y in points]

    def paint(pen: Pen) -> None:
        if angle is not None:
            edge, drop = 17 - 12 * angle / 90, 3.5 * angle / 90
            pen.polygon(at([(5, 3), (17, 3), (17, 20), (5, 20)]), PALETTE["light"])
            pen.polygon(at([(5, 3), (edge, 3 + drop), (edge, 20 + drop), (5, 20)]), PALETTE["leaf"])
            if edge > 8:  # a leaf seen from its edge has no room for a knob
                knob = at([(edge - 2.1, 11.6 + drop * 0.8), (edge - 0.9, 12.8 + drop * 0.8)])
                pen.ellipse([*knob[0], *knob[1]], PALETTE["paper"])
        else:
            font = face(STRONG, round(10 * scale * LARGE))
            pen.text(at([(11, 11.6)])[0], "?", PALETTE["paper"], font, anchor="mm")
        stroke = round(1.1 * scale * LARGE)
        pen.line(at([(5, 20.5), (5, 3), (17, 3), (17, 20.5)]), PALETTE["paper"], stroke, joint="curve")

    return _smooth(width, height, "wall", paint, ("wall", "wall-1", "wall-2", "paper", "light", "leaf"), paired)


# Symbols of the vocabulary as lines and areas in a box of 24; another one is written as it is.
STROKES: dict[str, list[Points]] = {
    "✓": [[(6.6, 12.6), (10.4, 16.2), (17.4, 8.2)]],
    "✕": [[(7.8, 7.8), (16.2, 16.2)], [(16.2, 7.8), (7.8, 16.2)]],
    "–": [[(7, 12), (17, 12)]],
}


@cache
def _sign(symbol: str, tone: str, size: int, ground: str = "paper") -> Image.Image:
    """A symbol on a disc: white on the colour of its tone; on the wall the other way round."""
    colour = tone if tone in TONES else "unknown"
    disc, mark = (colour, "paper") if ground == "paper" else ("paper", colour)
    unit = size * LARGE / 24

    def paint(pen: Pen) -> None:
        pen.ellipse([0, 0, 24 * unit - 1, 24 * unit - 1], PALETTE[disc])
        stroke = round(2.5 * unit)
        if symbol == "◐":
            pen.ellipse([6 * unit, 6 * unit, 18 * unit, 18 * unit], PALETTE[mark])
            pen.pieslice([7.8 * unit, 7.8 * unit, 16.2 * unit, 16.2 * unit], -90, 90, PALETTE[disc])
        elif symbol in STROKES:
            for points in STROKES[symbol]:
                line = [(x * unit, y * unit) for x, y in points]
                pen.line(line, PALETTE[mark], stroke, joint="curve")
                for x, y in (line[0], line[-1]):
                    pen.ellipse([x - stroke / 2, y - stroke / 2, x + stroke / 2, y + stroke / 2], PALETTE[mark])
        else:
            pen.text((12 * unit, 12 * unit), symbol, PALETTE[mark], face(STRONG, round(16 * unit)), anchor="mm")

    edges = ("ink-1", "quiet-1") if ground == "paper" else ("wall-1", "wall-2", "ink-1", "quiet-1")
    return _smooth(size, size, ground, paint, (ground, disc, mark, *edges))
