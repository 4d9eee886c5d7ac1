"""The only room with SQL and ciphers: one file per kind of record."""
