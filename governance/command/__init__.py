"""WHAT IS TYPED: one file for each verb of the command line. Never a rule; what a verb does, it asks of the house."""
