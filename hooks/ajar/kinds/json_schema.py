"""JSON Schema of each kind for editors: completion and hints while a contributor types.

The loader's own checks decide; the schema says what can be said without the rest of the catalog, and accepts what they
accept.
"""

import json
from collections.abc import Mapping
from typing import Any

from .base import UNDISCLOSED, Entry
from .change import FOLDER as CHANGES
from .change import ChangeFile
from .words import Vocabulary


def schemas(kinds: Mapping[str, type[Entry]], vocabulary: Vocabulary) -> dict[str, str]:
    """`models.json` and so on: file name to JSON text."""
    forms: dict[str, Any] = {**kinds, CHANGES: ChangeFile}
    return {f"{folder}.json": _text(form, vocabulary) for folder, form in forms.items()}


def _text(kind: Any, vocabulary: Vocabulary) -> str:
    schema = _with_words(kind.model_json_schema(by_alias=True, mode="validation"), vocabulary)
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _with_words(schema: Any, vocabulary: Vocabulary) -> Any:
    """Replace the name of a vocabulary by its words, and allow the short form of facts: `key: value`."""
    if isinstance(schema, list):
        return [_with_words(item, vocabulary) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _with_words(item, vocabulary) for key, item in schema.items() if key != "x-vocabulary"}
    if name := schema.get("x-vocabulary"):
        result["enum"] = list(vocabulary[name].words)
    properties = result.get("properties", {})
    if "is" in properties and result.get("type") == "object":
        short = [properties["is"], {"const": UNDISCLOSED}]
        return {"anyOf": [*short, {**result, "properties": {**properties, "is": {"anyOf": short}}}]}
    return result
