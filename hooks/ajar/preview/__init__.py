"""Pictures that stand for a page where a link to it is pasted: `Picture` says what is drawn, `Store` draws it once.

Nothing here knows the catalog; `outputs/previews.py` says what is in the picture of each page.
"""

from .picture import HEIGHT, TONES, WALL, WIDTH, Figure, Icon, Picture, Sign
from .store import Store

__all__ = ["HEIGHT", "TONES", "WALL", "WIDTH", "Figure", "Icon", "Picture", "Sign", "Store"]
