"""How long ago the oldest fact of an entry was read."""

import os
from datetime import UTC, date, datetime, timedelta

FRESH, AGEING = timedelta(days=186), timedelta(days=365)


def build_day() -> date:
    """The day pages are computed for: SOURCE_DATE_EPOCH (seconds since 1970) where set, so that builds repeat, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def freshness(verified: date | None, today: date) -> str:
    """`fresh` up to half a year, `ageing` up to a year, then `stale`; `never` where nothing was read."""
    if verified is None:
        return "never"
    age = today - verified
    return "fresh" if age <= FRESH else "ageing" if age <= AGEING else "stale"
