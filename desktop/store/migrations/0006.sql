CREATE TABLE extracted (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    cell TEXT NOT NULL,
    PRIMARY KEY (document, field)
) STRICT
