CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE pages ADD COLUMN chunker TEXT NOT NULL DEFAULT 'structure';
CREATE INDEX pages_cut ON pages (document, chunker, number) WHERE content IS NOT NULL
