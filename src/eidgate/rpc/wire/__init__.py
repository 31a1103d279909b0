"""Protobuf stops here: messages become core values, and core values become messages."""
