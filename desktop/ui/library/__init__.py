"""The documents: what they are called, how far they have been read, how they come in and go."""
