"""Input: files, pasted text and web archives become captures."""
