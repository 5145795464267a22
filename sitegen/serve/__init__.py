"""The live preview of a site: it serves what a build would write, renews it as files change, and tells the browser."""
