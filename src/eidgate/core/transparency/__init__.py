"""Canonical records and receipts: what was decided, in bytes that anyone can check later."""
