"""MkDocs and its theme: events, the frame of entry pages, sitemap, overrides."""
