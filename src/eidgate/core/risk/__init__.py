"""From facts to a decision: one signal per file, one policy, the worst finding wins."""
