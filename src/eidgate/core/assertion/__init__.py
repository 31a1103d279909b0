"""Is the assertion authentic, current, meant for us, bound to this transaction, and shown by its holder?"""
