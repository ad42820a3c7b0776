"""WHO IS AT THE DOOR: the public, the directors' booth, the secretariat's desk, and what all pages share.

A door reads through the store's reads and changes only through acts. No rule is decided here and no
sentence is written here; what the service knows of the hour enters here and is passed down.
"""
