"""PDF pages to blocks, tables, passages and facts. Pure: engines are handed in."""
