"""The content files: every sentence, question and help line, held against their rules."""
