"""The live preview: the site as it is being written, shown on this machine alone."""
