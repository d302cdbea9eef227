"""Floor 2: the check types, one file each. A check sees a Passage, yields Hits, and knows nothing of rules or output."""
