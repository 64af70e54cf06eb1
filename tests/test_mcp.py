"""`ajar mcp`, asked by a real client of the SDK over standard input and output; and what is said without the SDK."""

import argparse
import asyncio
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ajar.commands import mcp as command
from conftest import ENVIRONMENT
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult, TextContent
from samples import REPO


def text(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


def data(result: CallToolResult) -> Any:
    assert not result.isError, text(result)
    assert result.structuredContent
    return result.structuredContent["result"]


async def script() -> dict[str, Any]:
    """A session: what the server offers, then each tool, with a mistake."""
    command = ["-m", "ajar.cli", "mcp", "--catalog", str(REPO / "catalog")]
    parameters = StdioServerParameters(command=sys.executable, args=command, env=ENVIRONMENT)
    async with stdio_client(parameters) as streams, ClientSession(*streams) as session:
        hello = await session.initialize()
        tools = (await session.list_tools()).tools
        call = session.call_tool
        return {
            "hello": hello,
            "tools": {tool.name: tool for tool in tools},
            "search": await call("search", {"query": "llama 3.1 8B", "kind": "models"}),
            "words": await call("search", {"query": "Ai2 open family", "limit": 3}),
            "near": await call("search", {"query": "deepsek r1", "kind": "models"}),
            "entry": await call("entry", {"kind": "licenses", "id": "Apache 2.0"}),
            "size": await call("entry", {"kind": "models", "id": "llama-3.1-8b"}),
            "compare": await call("compare", {"ids": ["llama-3.1-8b", "olmo-2-32b"]}),
            "verdict": await call("verdict", {"id": "llama-3.1-8b", "use": "commercial"}),
            "license": await call("verdict", {"id": "mit", "use": "commercial-use"}),
            "wrong": await call("entry", {"kind": "models", "id": "lama-3.1"}),
            "no use": await call("verdict", {"id": "mit", "use": "juggling"}),
        }


def test_a_client_finds_reads_compares_and_asks_for_a_verdict() -> None:
    # In a thread of its own: where other tests of this process have a browser, its loop runs in this one.
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(lambda: asyncio.run(asyncio.wait_for(script(), 60))).result()
    assert told["hello"].serverInfo.name == "ajar"
    assert "not checked" in told["hello"].instructions
    assert set(told["tools"]) == {"search", "entry", "compare", "verdict"}
    for tool in told["tools"].values():
        assert tool.description
        assert tool.annotations.readOnlyHint
    assert "licenses" in told["tools"]["entry"].inputSchema["properties"]["kind"]["enum"]

    assert data(told["search"])[0]["id"] == "llama-3.1-8b"
    assert data(told["search"])[0]["url"].endswith("/models/llama-3.1/#llama-3.1-8b")
    assert any(hit["id"].startswith("olmo") for hit in data(told["words"]))
    assert data(told["near"])[0]["id"] == "deepseek-r1"

    entry = text(told["entry"])
    assert entry.startswith("# Apache")
    assert re.search(r"\| Commercial use \| Yes .*\| known \|.*\| 1", entry)
    assert re.search(r"^1\. \[.+\]\(https?://.+\), .*read \d{4}-\d\d-\d\d", entry, re.M)
    size = text(told["size"])
    assert "| Parameters | 8 B | known |" in size
    assert "405 B" not in size

    compared = text(told["compare"])
    assert "| Developer | Meta [1] | Ai2 [" in compared
    assert re.search(r"^Alike: .*Takes in", compared, re.M)
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", compared.partition("\n\n")[0])}
    assert marks == {int(number) for number in re.findall(r"^(\d+)\. \[", compared, re.M)}

    (verdict,) = data(told["verdict"])
    assert (verdict["answer"], verdict["text"]) == ("conditional", "Yes, with conditions")
    users = next(reason for reason in verdict["because"] if reason["term"] == "Any user")
    assert users["clause"]
    assert any("700 M users" in bound for bound in users["condition"])
    assert all("read 20" in source for source in users["sources"])
    assert data(told["license"])[0]["answer"] == "yes"

    assert told["wrong"].isError
    assert "did you mean 'llama-3.1'?" in text(told["wrong"])
    assert "expected one of commercial-use, modify" in text(told["no use"])


def test_without_the_sdk_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    for name in [name for name in sys.modules if name == "mcp" or name.startswith("mcp.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(ValueError, match=r"pip install 'ajar\[mcp\]'"):
        command.run(argparse.Namespace(catalog=root))
