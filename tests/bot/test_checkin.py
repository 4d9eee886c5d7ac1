"""The quick check-in, as somebody goes through it."""
