-- The words of a passage are now indexed in simplified characters: every page is cut anew.
UPDATE pages SET chunker = ''
