"""The data as others read it: one shape a document (`shape.py`), made of facts as plain records (`records.py`).

The files under `/api/v1/`, the tables and the database, the twins of pages in Markdown and the MCP server all tell what
these records say. Within version 1 a key is never dropped and never changes its meaning; what is new is added.
"""

VERSION = "1.0.0"
FOLDER = "api/v1/"
LICENSE = "CC-BY-4.0"
