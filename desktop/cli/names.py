"""The names of the subcommands and the modules they live in: read at every start, so nothing heavy is imported here."""

from __future__ import annotations

ROOMS = {
    "read": "reading",
    "add": "adding",
    "search": "asking",
    "ask": "asking",
    "extract": "extracting",
    "list": "keeping",
    "remove": "keeping",
    "facts": "keeping",
    "export": "keeping",
    "settings": "settings",
    "check": "checking",
    "models": "models",
}
DONE, USAGE, REFUSED, PACK_MISSING, LIBRARY_UNUSABLE = 0, 2, 3, 4, 5
