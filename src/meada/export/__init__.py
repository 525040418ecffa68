"""Records and stories in other formats."""
