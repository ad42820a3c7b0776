"""What a register may tell: the legal order of entries, kind by kind, as a reader of the export replays them.

Every kind has one function that takes what was told so far, the index and the entry, yields what is wrong
with it and moves the state on. Never here: hashes of leaves, heads and receipts, words for readers, a clock.
"""
