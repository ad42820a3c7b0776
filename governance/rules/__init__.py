"""What is decided: rules as data, answers counted exactly, one decision with all its reasons.

Here live the rule language, the counting of answers and the methods that pick among options. Never here:
a clock, a database, a file, a sentence for readers, a float. The same rule and the same answers give the same
decision on any machine, at any time.
"""
