"""Floor 2: readers turn a file into a Document. One module a format; headings.py builds the Section tree for all."""
