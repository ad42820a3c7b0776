"""What is proven: entries, the Merkle tree over them, signed heads, receipts, sealed votes and the verifier.

Here live pure functions over bytes and plain data, and the few files that must stand outside the database
(keys, the last signed head). Never here: a database, a clock, randomness drawn on the spot, words for
readers, or anything but the standard library, ``cryptography`` and, for the verifier, ``governance.rules``.
"""
