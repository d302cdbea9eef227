"""The rule packs of lawcheck as package data: one folder a pack, one YAML file a rule."""
