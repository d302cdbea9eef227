"""Ground floor: the nouns of lawcheck as small frozen types. Imports nothing of ours from outside this folder."""
