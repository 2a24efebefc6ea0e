-- boxes of the cells that name a value of a table
ALTER TABLE facts ADD COLUMN headers TEXT NOT NULL DEFAULT '[]'
