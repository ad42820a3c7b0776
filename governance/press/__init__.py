"""WHAT IS PRINTED: the minutes of a resolution as PDF.

Nothing here changes anything or decides anything: the same facts make the same bytes, whenever they are printed.
"""
