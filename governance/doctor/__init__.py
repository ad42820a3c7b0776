"""WHAT IS NOT WELL: one small check for each thing an operator can mend. Looks, says, and changes nothing."""
