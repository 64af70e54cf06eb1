"""Where words go: a text is wrapped and made smaller until it fits its box, and cut only where nothing else helps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "font"
STRONG, PLAIN = "InterDisplay-SemiBold.ttf", "Inter-Medium.ttf"
# From one line to the next, as a multiple of the size.
LEADING = {STRONG: 1.1, PLAIN: 1.34}
ELLIPSIS = "…"


@dataclass(frozen=True)
class Box:
    """Where a text may stand: its left upper corner and its size, the sizes of letters to try and the most lines."""

    x: int
    y: int
    width: int
    height: int
    font: str
    sizes: tuple[int, ...]
    lines: int


@dataclass(frozen=True)
class Block:
    """A text as it is set: its lines, one below the other in letters of one size."""

    lines: tuple[str, ...]
    font: str
    size: int

    @property
    def leading(self) -> int:
        return round(self.size * LEADING[self.font])

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    @property
    def width(self) -> float:
        return max((length(line, self.font, self.size) for line in self.lines), default=0)


@cache
def face(font: str, size: int) -> ImageFont.FreeTypeFont:
    """A font in one size."""
    return ImageFont.truetype(str(FONTS / font), size)


def length(text: str, font: str, size: int) -> float:
    """How wide a line is."""
    return face(font, size).getlength(text)


# A text in fewer lines may be so much smaller than in more of them: no name has one short word on a line of its own.
FEWER = 0.75


def fit(text: str, box: Box) -> Block:
    """The text in the largest size in which it fits the box; in the smallest, cut, where it fits in none."""
    largest = best = None
    for size in box.sizes:
        if best and largest and (len(best.lines) < 2 or size < FEWER * largest.size):
            break
        block = _set(text, box, size)
        if _fits(text, box, block):
            largest = largest or block
            best = block if best is None or len(block.lines) < len(best.lines) else best
    if best:
        return best
    block = _set(text, box, box.sizes[-1])
    most = max(1, min(box.lines, box.height // block.leading))
    if len(block.lines) <= most:
        return block
    last = " ".join(block.lines[most - 1 :])
    return Block((*block.lines[: most - 1], _cut(last, box, block.size)), box.font, block.size)


def _set(text: str, box: Box, size: int) -> Block:
    return Block(tuple(_wrapped(text, box, size)), box.font, size)


def _fits(text: str, box: Box, block: Block) -> bool:
    """Whether all lines go into the box and no word had to be taken apart."""
    whole = " ".join(block.lines) == " ".join(text.split())
    return whole and len(block.lines) <= box.lines and block.height <= box.height


def _wrapped(text: str, box: Box, size: int) -> Iterator[str]:
    """Lines of whole words; a word that is longer than a line is taken apart."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if length(longer, box.font, size) <= box.width:
            line = longer
            continue
        if line:
            yield line
        while length(word, box.font, size) > box.width:
            count = _most(word, box, size)
            yield word[:count]
            word = word[count:]
        line = word
    if line:
        yield line


def _most(text: str, box: Box, size: int, end: str = "") -> int:
    """How many letters of a text go into a line that ends in `end`; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle].rstrip() + end, box.font, size) <= box.width:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, box: Box, size: int) -> str:
    """A line that ends in an ellipsis after the last word that goes in."""
    count = _most(text, box, size, ELLIPSIS)
    whole = text[:count].rpartition(" ")[0] if count < len(text) and text[count] != " " else text[:count]
    return (whole or text[:count]).rstrip(" ,.;:–") + ELLIPSIS
