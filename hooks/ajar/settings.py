"""What a build is told from outside, decided once by whoever starts it and handed down: addresses, day, language."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from .messages import SOURCE_LANGUAGE

SITE_URL = "https://ajar.example/"
REPO_URL = "https://ajar.example/source"


def build_day(environment: Mapping[str, str] = os.environ) -> date:
    """The day pages are computed for: SOURCE_DATE_EPOCH (seconds since 1970) where set, so that builds repeat, else
    today.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


@dataclass(frozen=True)
class Settings:
    """`site_url` is the address of the English site and ends in a slash; `repo_url` is where the repository is seen in
    a browser.

    `languages` are all that the site is published in, `language` the one that this build writes. `cache` is a folder
    for what takes long to make, kept from one build to the next; without one it is made each time.
    """

    site_url: str = SITE_URL
    repo_url: str = REPO_URL
    branch: str = "main"
    day: date = field(default_factory=build_day)
    language: str = SOURCE_LANGUAGE
    languages: tuple[str, ...] = (SOURCE_LANGUAGE,)
    cache: Path | None = None

    @classmethod
    def from_environment(
        cls,
        languages: tuple[str, ...] = (SOURCE_LANGUAGE,),
        environment: Mapping[str, str] = os.environ,
        *,
        site_url: str | None = None,
        repo_url: str | None = None,
        cache: Path | None = None,
    ) -> "Settings":
        """SITE_URL, REPO_URL, REPO_BRANCH, SOURCE_DATE_EPOCH, AJAR_LANGUAGE and AJAR_CACHE, each with its default.

        Raises ValueError where AJAR_LANGUAGE is no language of the site.
        """
        language = environment.get("AJAR_LANGUAGE") or SOURCE_LANGUAGE
        if language not in languages:
            raise ValueError(f"AJAR_LANGUAGE is {language!r}; expected one of {', '.join(languages)}")
        return cls(
            site_url=(site_url or environment.get("SITE_URL") or SITE_URL).rstrip("/") + "/",
            repo_url=(repo_url or environment.get("REPO_URL") or REPO_URL).rstrip("/"),
            branch=environment.get("REPO_BRANCH") or "main",
            day=build_day(environment),
            language=language,
            languages=languages,
            cache=Path(environment["AJAR_CACHE"]) if environment.get("AJAR_CACHE") else cache,
        )

    def edit_url(self, path: str) -> str:
        """Where a file of the repository is edited in a browser."""
        return f"{self.repo_url}/edit/{self.branch}/{path}"

    def report_url(self, name: str, path: str) -> str:
        """An issue form with the entry filled in."""
        query = {"template": "wrong-fact.yml", "title": f"Wrong fact: {name}", "entry": path}
        return f"{self.repo_url}/issues/new?{urlencode(query)}"

    def suggest_url(self) -> str:
        """An issue form for what is not in the catalog; its name is written at the end of the address."""
        return f"{self.repo_url}/issues/new?{urlencode({'template': 'missing-entry.yml', 'title': 'Missing: '})}"

    def url(self, path: str, language: str | None = None) -> str:
        """The public address of a page of this site, by default in the language of this build."""
        language = language or self.language
        return f"{self.site_url}{'' if language == SOURCE_LANGUAGE else f'{language}/'}{path}"
