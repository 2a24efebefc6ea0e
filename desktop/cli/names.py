"""The names of the subcommands: read at every start, so nothing heavy is imported here."""

from __future__ import annotations

COMMANDS = frozenset(
    {"read", "add", "search", "ask", "facts", "export", "list", "remove", "check", "models"},
)
DONE, USAGE, REFUSED, PACK_MISSING, LIBRARY_UNUSABLE = 0, 2, 3, 4, 5
