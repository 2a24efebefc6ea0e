"""The sheet: the same fields in every document."""
