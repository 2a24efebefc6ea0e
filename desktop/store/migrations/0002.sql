CREATE TABLE marks (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (document, page, kind, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_by_kind ON marks (kind, text, weight);
CREATE VIRTUAL TABLE stemmed_terms USING fts5 (terms, tokenize = "porter unicode61 tokenchars '.'");
INSERT INTO stemmed_terms (rowid, terms) SELECT rowid, terms FROM passage_terms;
DROP TABLE passage_terms;
ALTER TABLE stemmed_terms RENAME TO passage_terms
