"""MkDocs and its theme: events, the frame of entry pages, search records, sitemap, overrides."""
