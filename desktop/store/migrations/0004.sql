CREATE TABLE next_vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (row) ON DELETE CASCADE,
    space TEXT NOT NULL,
    vector BLOB NOT NULL
) STRICT
