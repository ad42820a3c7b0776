"""WHAT PROGRAMS ASK: /api/v1, described by its own OpenAPI document. Everybody reads; the desk's part takes a token.

It says what the pages say and does what the desk does, through the same reads and acts. No vote is cast here.
"""
