CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    original TEXT NOT NULL,
    page_count INTEGER NOT NULL DEFAULT 0,
    entity TEXT NOT NULL DEFAULT '',
    aliases TEXT NOT NULL DEFAULT '[]',
    year TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    added_at REAL NOT NULL
) STRICT;

CREATE TABLE jobs (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE pages (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    stage TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    content BLOB,
    PRIMARY KEY (document, number)
) STRICT;
CREATE INDEX pages_counted ON pages (document, number, stage, source, error);

CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    text TEXT NOT NULL,
    heading_path TEXT NOT NULL,
    blocks TEXT NOT NULL,
    embeds INTEGER NOT NULL,
    space TEXT NOT NULL DEFAULT '',
    vector BLOB,
    indexed_at REAL
) STRICT;
CREATE INDEX passages_counted ON passages (document, page, embeds, indexed_at);
CREATE INDEX passages_to_embed ON passages (row) WHERE embeds AND vector IS NULL;
CREATE INDEX passages_to_index ON passages (row) WHERE vector IS NOT NULL AND indexed_at IS NULL;
CREATE VIRTUAL TABLE passage_terms USING fts5 (terms, tokenize = "unicode61 tokenchars '.'");

CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    entity TEXT NOT NULL,
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    number TEXT,
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    section TEXT NOT NULL,
    quote TEXT NOT NULL,
    boxes TEXT NOT NULL,
    cell TEXT,
    origin TEXT NOT NULL,
    confidence REAL NOT NULL,
    review TEXT NOT NULL
) STRICT;
CREATE INDEX facts_of_page ON facts (document, page);
CREATE VIRTUAL TABLE fact_terms USING fts5 (attribute, entity, tokenize = "unicode61 tokenchars '.'");

CREATE TABLE tombstones (
    passage TEXT NOT NULL,
    space TEXT NOT NULL,
    PRIMARY KEY (passage, space)
) STRICT;

CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    asked_at REAL NOT NULL,
    answer TEXT NOT NULL
) STRICT;
