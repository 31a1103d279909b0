"""GENERATED: the rule definitions that the contract imports."""
