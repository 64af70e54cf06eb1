"""One module an output format beside the pages themselves, one contract: `files(site) -> (path, text or bytes)`.

Paths are relative to the site's root. Every module of this package is an output and is found by being here. One that
makes large files from all entries says `WHOLE = True`: a preview writes them when it starts, and not after each edit.
"""
