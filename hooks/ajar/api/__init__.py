"""The data as others read it: one shape a document (`shape.py`), made of facts as plain records (`records.py`).

The files under `/api/v1/`, the tables and the database, the twins of pages in Markdown and the MCP server all tell what
these records say. Within version 1 a key is never dropped and never changes its meaning; what is new is added.
"""

from ..messages import msg

VERSION = "1.0.0"
FOLDER = "api/v1/"
LICENSE = "CC-BY-4.0"
# Small pages for frames.
EMBEDS = "embed/"
# Files beside the documents, and what each holds.
DOWNLOADS = {
    "models.csv": msg("A row for each variant of a model, a column for each fact"),
    "licenses.csv": msg("A row for each license, a column for each term"),
    "facts.csv": msg("Every fact of every entry in one long table, with its sources"),
    "ajar.sqlite": msg("The same as a database with views"),
    "ajar.zip": msg("All of it in one archive"),
    "datapackage.json": msg("What the columns are, as a Frictionless Data Package"),
}
