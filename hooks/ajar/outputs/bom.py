"""`/bom/models/<variant>.cdx.json` and `.spdx.json`: a variant as a fragment of a bill of materials, in CycloneDX 1.6
and in SPDX 3.0.1 (JSON-LD).

What the catalog does not know is left out: there is no word for it in a fragment that would not say something. So the
SPDX fragment does not claim the AI profile, which asks for a version that most releases do not have.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import orjson

from ..api import FOLDER as DATA
from ..derive import DerivedVariant
from ..facts.format import untagged
from ..facts.plain import Plain
from ..facts.sheet import FactRow
from ..kinds import License, Model
from ..kinds.words import ComponentId, ComponentState
from ..pages.take import BOMS
from ..site import Site, under_former_names

HUB = "https://huggingface.co/"
# Facts that a consumer of a bill decides by, as properties: `ajar:<fact>`.
_PROPERTIES = (
    "level",
    "commercial-use",
    "redistribute",
    "status",
    "retires",
    "parameters",
    "active-parameters",
    "context",
    "tokens",
    "cutoff",
    "verified",
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Data = dict[str, Any]


def files(site: Site) -> Iterable[tuple[str, bytes]]:
    """The fragments by path; where a model is its own only variant, its former names answer too."""
    plain = Plain(site.sheets)
    for variants in site.derived.variants.values():
        for item in variants:
            fragment = Fragment(site, plain, item)
            documents = {"cdx": orjson.dumps(fragment.cyclonedx()), "spdx": orjson.dumps(fragment.spdx())}
            for name in under_former_names(item.model, f"{BOMS}{Model.folder}/{{id}}", item.id):
                for form, document in documents.items():
                    yield f"{name}.{form}.json", document


class Fragment:
    """One variant in both forms."""

    def __init__(self, site: Site, plain: Plain, item: DerivedVariant) -> None:
        self.site, self.plain, self.item = site, plain, item
        self.facts = site.sheets.variant(item)
        self.page = site.settings.url(item.variant.url)
        self.day = f"{site.settings.day}T00:00:00Z"

    # --- what both say -----------------------------------------------------------------------------------------------

    def known(self, id_: str) -> FactRow | None:
        """A fact, None where its value is not known."""
        row = self.facts.get(id_)
        return row if row is not None and row.value is not None else None

    def text(self, id_: str) -> str | None:
        """The value of a fact as text."""
        row = self.known(id_)
        return self.plain.row(row) if row else None

    def machine(self, row: FactRow) -> str:
        """A value as programs read it: a number without its separators, a word by its id."""
        value = row.value
        return f"{value:.15g}" if isinstance(value, int | float) else str(value)

    @property
    def license(self) -> License | None:
        """The license of the weights, or the terms of the service."""
        use = self.item.variant.governing
        return self.site.catalog.licenses[use.id] if use else None

    @property
    def hub(self) -> list[str]:
        """Ids on the Hugging Face Hub."""
        row = self.known("hugging-face")
        return [id_ for id_ in row.value if id_.count("/") == 1] if row else []

    @property
    def purl(self) -> str | None:
        """The package address, where one repository of the Hub is recorded and no other."""
        if len(self.hub) != 1:
            return None
        return "pkg:huggingface/" + "/".join(quote(part, safe="") for part in self.hub[0].split("/"))

    @property
    def card(self) -> str | None:
        """The model card, where one was released and read."""
        row = self.known(ComponentId.CARD)
        return row.evidence[0].source.url if row and row.value == ComponentState.RELEASED and row.evidence else None

    def developer(self) -> tuple[str, str] | None:
        """Name and home of whoever made it."""
        row = self.known("developer")
        found = self.site.catalog.developers[row.value] if row else None
        return (found.name, found.home) if found else None

    # --- CycloneDX ---------------------------------------------------------------------------------------------------

    def cyclonedx(self) -> Data:
        """A bill of one component."""
        address = self.site.settings.url(f"{BOMS}{Model.folder}/{self.item.id}.cdx.json")
        return {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{address}#{self.day}')}",
            "version": 1,
            "metadata": {"timestamp": self.day, "supplier": {"name": "Ajar", "url": [self.site.settings.url("")]}},
            "components": [self._component()],
        }

    def _component(self) -> Data:
        maker, license_ = self.developer(), self.license
        found: Data = {"type": "machine-learning-model", "bom-ref": self.item.id, "name": self.item.variant.name}
        if maker:
            found["supplier"] = {"name": maker[0], "url": [maker[1]]}
        if self.item.model.summary:
            found["description"] = untagged(self.item.model.summary)
        if license_:
            name = {"id": license_.spdx} if license_.spdx else {"name": license_.name}
            found["licenses"] = [{"license": {**name, "url": license_.text.url}}]
        if self.purl:
            found["purl"] = self.purl
        if ancestors := list(self._ancestors()):
            found["pedigree"] = {"ancestors": ancestors}
        found["externalReferences"] = list(self._references())
        if parameters := self._parameters():
            found["modelCard"] = {"modelParameters": parameters}
        rows = [(id_, row) for id_ in _PROPERTIES if (row := self.known(id_))]
        found["properties"] = [{"name": f"ajar:{id_}", "value": self.machine(row)} for id_, row in rows]
        return found

    def _ancestors(self) -> Iterator[Data]:
        """The models that it was made from."""
        catalog = self.site.catalog
        for base in self.item.variant.bases:
            name = catalog.name(Model.folder, base.id) if base.id else base.name
            yield {"type": "machine-learning-model", "name": name}

    def _references(self) -> Iterator[Data]:
        url = self.site.settings.url
        yield {"type": "documentation", "url": self.page}
        yield {"type": "evidence", "url": url(f"{DATA}{Model.folder}/{self.item.id}.json")}
        if self.card:
            yield {"type": "model-card", "url": self.card}
        for id_ in self.hub:
            yield {"type": "distribution", "url": f"{HUB}{id_}"}

    def _parameters(self) -> Data:
        """The shape of the model as far as it is known."""
        found: Data = {}
        for key, id_ in (("architectureFamily", "type"), ("modelArchitecture", "description")):
            if text := self.text(id_):
                found[key] = text
        if names := self._datasets():
            found["datasets"] = [{"type": "dataset", "name": name} for name in names]
        for key, id_ in (("inputs", "input"), ("outputs", "output")):
            if row := self.known(id_):
                found[key] = [{"format": form} for form in row.value]
        return found

    def _datasets(self) -> list[str]:
        row = self.known("datasets")
        return [self.site.catalog.name("datasets", id_) for id_ in row.value] if row else []

    # --- SPDX --------------------------------------------------------------------------------------------------------

    def spdx(self) -> Data:
        """A document of one package, whoever made it, and its license."""
        base = self.site.settings.url(f"{BOMS}{Model.folder}/{self.item.id}.spdx.json")
        graph = list(self._elements(base))
        document: Data = {
            "type": "SpdxDocument",
            "spdxId": f"{base}#document",
            "creationInfo": "_:made",
            "profileConformance": ["core", "software", "simpleLicensing"],
            "rootElement": [f"{base}#model"],
            "element": [element["spdxId"] for element in graph],
        }
        creation = {
            "type": "CreationInfo",
            "@id": "_:made",
            "specVersion": "3.0.1",
            "created": self.day,
            "createdBy": [f"{base}#ajar"],
        }
        return {
            "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
            "@graph": [creation, document, *({**element, "creationInfo": "_:made"} for element in graph)],
        }

    def _elements(self, base: str) -> Iterator[Data]:
        yield {"type": "Organization", "spdxId": f"{base}#ajar", "name": "Ajar"}
        yield self._package(base)
        if maker := self.developer():
            yield {"type": "Organization", "spdxId": f"{base}#developer", "name": maker[0]}
        if self.license:
            yield self._license(base, self.license)
            yield {
                "type": "Relationship",
                "spdxId": f"{base}#licensed",
                "from": f"{base}#model",
                "relationshipType": "hasDeclaredLicense",
                "to": [f"{base}#license"],
            }

    def _package(self, base: str) -> Data:
        found: Data = {
            "type": "ai_AIPackage",
            "spdxId": f"{base}#model",
            "name": self.item.variant.name,
            "software_primaryPurpose": "model",
            "software_homePage": self.page,
        }
        if self.item.model.summary:
            found["summary"] = untagged(self.item.model.summary)
        if self.developer():
            found["suppliedBy"] = f"{base}#developer"
        released = self.item.variant.released
        if released and _DAY.fullmatch(released):
            found["releaseTime"] = f"{released}T00:00:00Z"
        if self.purl:
            found["software_packageUrl"] = self.purl
            found["software_downloadLocation"] = f"{HUB}{self.hub[0]}"
        if type_ := self.text("type"):
            found["ai_typeOfModel"] = [type_]
        if data := self.text("data"):
            found["ai_informationAboutTraining"] = data
        rows = [(id_, row) for id_ in ("parameters", "active-parameters", "context") if (row := self.known(id_))]
        if rows:
            found["ai_hyperparameter"] = [
                {"type": "DictionaryEntry", "key": id_, "value": self.machine(row)} for id_, row in rows
            ]
        return found

    def _license(self, base: str, license_: License) -> Data:
        """An expression: the id of the SPDX list, else one of our own that leads to the text."""
        found: Data = {"type": "simplelicensing_LicenseExpression", "spdxId": f"{base}#license"}
        if license_.spdx:
            return found | {"name": license_.name, "simplelicensing_licenseExpression": license_.spdx}
        own = f"LicenseRef-{license_.id}"
        entry = {"type": "DictionaryEntry", "key": own, "value": license_.text.url}
        found |= {"name": license_.name, "simplelicensing_licenseExpression": own}
        return found | {"simplelicensing_customIdToUri": [entry]}
