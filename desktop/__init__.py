"""Tercet: triples from your own documents, each value traceable to its page and box."""

__version__ = "0.1.0"
