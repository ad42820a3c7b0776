"""What is read from files: the network, its members, its motions; each whole or not at all.

Parsing and checking only: nothing here knows a database, a clock or a page.
"""
