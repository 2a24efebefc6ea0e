-- facts that nobody has reviewed, the most doubtful first
CREATE INDEX facts_waiting ON facts (confidence, document, page) WHERE review = 'new'
