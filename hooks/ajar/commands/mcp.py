"""`ajar mcp`: the catalog for language models, as a server of the Model Context Protocol.

It speaks over standard input and output. The SDK is an optional part (`pip install 'ajar[mcp]'`), loaded only here.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..assistant import Answer, Assistant, Hit
from ..derive import derive
from ..kinds import KINDS
from ..load import load
from ..settings import Settings

if TYPE_CHECKING:
    from mcp.server.fastmcp import FastMCP

HELP = "answer a language model's questions (MCP server over standard input and output)"
INSTRUCTIONS = (
    "A catalog of how open language models are and what their licenses allow. Every fact has a state (known, not"
    " disclosed, not checked, does not apply: four different things), and what is known has sources with the day on"
    " which somebody read them: name them in your answers. Begin with `search` where you are not sure of a name."
)
Kind = Annotated[str, Field(json_schema_extra={"enum": list(KINDS)})]
AnyKind = Annotated[str, Field(description="One kind, or nothing for all.", json_schema_extra={"enum": ["", *KINDS]})]
Id = Annotated[str, Field(description="An id, a name or a former name, such as llama-3.1-8b or Apache 2.0.")]
Use = Annotated[
    str,
    Field(
        description="commercial-use, modify, redistribute, train-on-outputs, host-for-others or any-region; or a word"
        " of it, such as commercial."
    ),
]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--catalog", type=Path, default=Path("catalog"))


def run(options: argparse.Namespace) -> str:
    """Serve until the client goes. Raises CatalogError for a wrong catalog, ValueError where the SDK is missing."""
    served = server(Assistant(derive(load(options.catalog), Settings.from_environment())))
    served.run("stdio")
    # Standard output belongs to the protocol, so nothing more is said there.
    raise SystemExit(0)


def server(assistant: Assistant) -> "FastMCP":
    """The server with its tools. Raises ValueError where the SDK is missing."""
    try:
        from mcp.server.fastmcp import FastMCP
        from mcp.types import ToolAnnotations
    except ModuleNotFoundError:
        raise ValueError("the Python package mcp is not installed; run: pip install 'ajar[mcp]'") from None
    made = FastMCP("ajar", instructions=INSTRUCTIONS, website_url=assistant.url(""), log_level="WARNING")
    tool = made.tool(annotations=ToolAnnotations(readOnlyHint=True, openWorldHint=False))

    def search(query: str, kind: AnyKind = "", limit: Annotated[int, Field(ge=1, le=50)] = 10) -> list[Hit]:
        """Find models and their sizes, licenses, developers, data sets, benchmarks, terms and checked claims by name,
        former name or words.
        """
        return assistant.search(query, kind, limit)

    def entry(kind: Kind, id: Id) -> str:
        """Every fact of one entry, or of one size of a model: value, state, note or what decided it, and sources."""
        return assistant.entry(kind, id)

    def compare(ids: Annotated[list[Id], Field(min_length=2, max_length=6)]) -> str:
        """The facts in which two to six models, sizes or licenses differ, each with its sources."""
        return assistant.compare(ids)

    def verdict(id: Id, use: Use) -> list[Answer]:
        """Whether the license of a model or size, or a license itself, allows a use: the answer, the condition, the
        clause that decided it, and where that was read.
        """
        return assistant.verdict(id, use)

    for answer in (search, entry, compare, verdict):
        tool(answer)
    return made
