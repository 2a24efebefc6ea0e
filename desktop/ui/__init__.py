"""The window: library, chat and evidence. Imports no engine; reads the library, never writes it."""
