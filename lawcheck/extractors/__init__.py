"""Floor 2: extractors read Facts out of a Document, each kind once. They judge nothing."""
