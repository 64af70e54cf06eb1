"""Memory to serve a variant, in gigabytes of 10^9 bytes.

Weights: parameters x bits / 8. Eight and four bits count one 16-bit scale per block of 32 weights, so 8.5 and 4.5 bits
(the layout of the Q8_0 and Q4_0 formats of GGML). Key-value cache at 16 bits, per token and layer:
2 x kv-heads x head-size x 2 bytes, or latent-size x 2 bytes for latent attention (DeepSeek-V2, arXiv 2405.04434,
section 2.1). Layers with a sliding window store at most `window` tokens. A decoder with an encoder also stores keys and
values of what the encoder read, counted as one more text of the same length. A model without attention that stores
keeps nothing that grows. Activations and the runtime's own needs come on top.
"""

from dataclasses import dataclass

from ..kinds.model import Attention
from ..kinds.words import AttentionId
from .variants import Variant

BITS = {16: 16.0, 8: 8.5, 4: 4.5}
# Tokens that the cache is told for where nobody has checked how many the variant reads.
PER = 1000


@dataclass(frozen=True)
class Memory:
    """`weights` maps 16, 8, 4 bits to GB; `cache` is GB for one sequence of `context` tokens, None where unknown."""

    weights: dict[int, float]
    cache: float | None
    context: int


def cache_bytes(attention: Attention, tokens: int) -> float:
    """Bytes of the key-value cache of one sequence of `tokens` tokens at 16 bits."""
    if attention.kind == AttentionId.NONE:
        return 0.0
    if attention.kind == AttentionId.LATENT:
        per_layer = (attention.latent_size or 0) * 2
    else:
        per_layer = 2 * (attention.kv_heads or 0) * (attention.head_size or 0) * 2
    windowed = (attention.window_layers or 0) * min(tokens, attention.window or tokens)
    whole = ((attention.layers or 0) + (attention.cross_layers or 0)) * tokens
    return float(per_layer * (whole + windowed))


def memory(variant: Variant, context: int | None = None) -> Memory | None:
    """Memory of a variant at `context` tokens, by default all that it reads, or PER where nobody checked how many.

    None where its size is not published.
    """
    parameters = variant.get("parameters")
    if parameters is None or parameters.value is None:
        return None
    if context is None and (fact := variant.get("context")) is not None:
        context = fact.value
    attention = variant.attention
    tokens = context or PER
    cache = cache_bytes(attention, tokens) / 1e9 if attention else None
    return Memory({bits: parameters.value * size / 8 / 1e9 for bits, size in BITS.items()}, cache, tokens)
