"""Evidence: the page, with a box around the words of a value."""
