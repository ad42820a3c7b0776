"""WHAT IS KEPT: the database, its tables, the one writer and the reads. Never a rule, never a sentence."""
