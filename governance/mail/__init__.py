"""WHAT IS SENT: letters written from facts, checked as bytes, and handed to a mail server.

Nothing here reads the database or decides who is written to. A letter never tells a position before the close,
and its link and code are handed in when it is rendered, never kept.
"""
