"""Short reads that answer with plain frozen data, a file for each noun. Nothing here writes."""
