-- attribute and value as they were read, of facts that a person has reviewed
ALTER TABLE facts ADD COLUMN read_as TEXT NOT NULL DEFAULT '';
CREATE INDEX facts_reviewed ON facts (document, page) WHERE review != 'new'
