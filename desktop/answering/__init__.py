"""Question to answer: understand, search, propose, ground, say or refuse. Engines and library are handed in."""
