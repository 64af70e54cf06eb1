"""How long ago the oldest fact of an entry was read."""

from datetime import date, timedelta

from ..kinds.words import FreshnessId

FRESH, AGEING = timedelta(days=186), timedelta(days=365)


def freshness(verified: date | None, today: date) -> FreshnessId:
    """`fresh` up to half a year, `ageing` up to a year, then `stale`; `never` where nothing was read."""
    if verified is None:
        return FreshnessId.NEVER
    age = today - verified
    return FreshnessId.FRESH if age <= FRESH else FreshnessId.AGEING if age <= AGEING else FreshnessId.STALE
