"""The nouns of the program. Standard library only; no module here imports another layer."""
