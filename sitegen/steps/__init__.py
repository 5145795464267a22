"""Stages applied to a whole site: on all cores where there is much to do, remembered where nothing changed."""
