"""The commands of `sitegen`, one module each, and `console`, which formats what they say for people."""
