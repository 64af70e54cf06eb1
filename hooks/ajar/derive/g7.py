"""The label of the G7 Vision on AI Openness (Paris, 29 May 2026), computed from components and licenses.

Source: g7.utoronto.ca/ict/260529-vision.html. An "Open Source license" is read as one that the Open Source Initiative
approves; for data it is one without bounds, since no license for data is approved. Whether data are kept back because
sharing is impossible, as the text asks, is recorded nowhere: data information counts wherever it is released.
"""

from ..kinds.words import ComponentId, ComponentState, G7Label, Status
from ..messages import msg
from .openness import Finding, Level, Openness, all_of
from .variants import Variant


def label(openness: Openness, variant: Variant) -> Level:
    """The first label that holds, from the most open down; `at_least` where a better one is not refuted."""
    weights = variant.components.get(ComponentId.WEIGHTS)
    if weights is None:
        if variant.status == Status.NEVER_RELEASED:
            return Level(G7Label.NONE, [Finding(True, msg("Never released"), "status")])
        return Level(G7Label.NOT_ENOUGH, [Finding(None, msg("Weights not checked"), ComponentId.WEIGHTS)])
    if weights.state != ComponentState.RELEASED:
        return Level(G7Label.NONE, [openness.component(variant, ComponentId.WEIGHTS)])
    runs = _code_that_runs_it(openness, variant)
    if runs.holds is False:
        return Level(G7Label.NONE, [runs])
    if runs.holds is None:
        return Level(G7Label.NOT_ENOUGH, [runs])
    least = G7Label.AVAILABLE
    steps = (
        (G7Label.WEIGHTS, [_approved(openness, variant), openness.component(variant, ComponentId.INFERENCE_CODE)]),
        (
            G7Label.SOURCE,
            [openness.component(variant, ComponentId.TRAINING_CODE), openness.data_information(variant)],
        ),
        (G7Label.DATA, [openness.component(variant, ComponentId.TRAINING_DATA)]),
    )
    for reached, needed in steps:
        holds = all_of(needed)
        deciding = [finding for finding in needed if finding.holds is holds]
        if holds is None:
            return Level(G7Label.NOT_ENOUGH, deciding, least)
        if not holds:
            return Level(least, deciding)
        least = reached
    return Level(least, [finding for _, needed in steps for finding in needed])


def _code_that_runs_it(openness: Openness, variant: Variant) -> Finding:
    """Whether deployment code can be had at all, under whatever license."""
    found = variant.components.get(ComponentId.INFERENCE_CODE)
    if found is not None and found.state == ComponentState.RELEASED:
        return Finding(True, msg("Inference code released"), ComponentId.INFERENCE_CODE)
    return openness.component(variant, ComponentId.INFERENCE_CODE)


def _approved(openness: Openness, variant: Variant) -> Finding:
    """Whether the license of the weights, and those of all the models they were made from, are OSI approved."""

    def judge(id_: str, missed: frozenset[str]) -> Finding:
        # A text that bounds use cannot be approved, whether or not anybody looked it up.
        free = openness.license_is_free(id_, missed)
        return free if free.holds is False else openness.license_is_open_for(id_, "code")

    return openness.weights(variant, judge)
