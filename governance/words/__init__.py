"""How it is said: languages, catalogues, dates, Markdown, and the sentences of rules and refusals.

Pages, letters, minutes and the command line all speak through this room. Nothing here decides, stores or
sends; no sentence stands anywhere else, and no fact is made up here.
"""
