"""Texts from elsewhere as sources of this site: one importer a form, with what they share.

Importing the same thing twice changes nothing, and nothing that somebody wrote by hand is ever overwritten.
"""
