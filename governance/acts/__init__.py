"""WHAT IS DONE: one verb, one file, one transaction. Every act gathers, decides, records; it never commits.

Asked again, an act answers the same and changes nothing. A refusal is raised and leaves nothing behind; where
something must be kept all the same (a wrong code counted, a vote that came in time and was not recorded), the act
returns the refusal instead, and the door raises it after the commit. Never a page, never a sentence.
"""
