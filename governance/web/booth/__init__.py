"""The booth: where a director reads a motion and answers it, through the personal link of a letter.

Looking changes nothing here; what changes something goes through an act and takes the code. No rule is decided
here, and nothing that was cast is kept between two pages but in the form itself.
"""
