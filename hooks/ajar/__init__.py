"""Ajar: a YAML catalog of language models in, pages and data files out. Knows nothing of MkDocs."""
