"""A helper of `store.py`: drawings come in, pictures go out, both pickled."""

import pickle
import sys

from .draw import draw

pickle.dump([draw(drawing) for drawing in pickle.load(sys.stdin.buffer)], sys.stdout.buffer)
