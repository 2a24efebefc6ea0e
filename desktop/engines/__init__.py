"""One adapter per native library; each serves a protocol of reading or answering."""
