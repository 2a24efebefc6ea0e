"""What is kept: SQLite (the system of record), the vector index, originals, model packs."""
