"""One technology each; what an adapter knows of its technology stays inside its file."""
