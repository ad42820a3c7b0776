"""The secretariat's desk: signing in, drafting, tabling, opening, watching, ending, signing.

It sees who has answered and when, never what before the close. Every change goes through an act; no page here
decides anything, and an observer's account changes nothing.
"""
