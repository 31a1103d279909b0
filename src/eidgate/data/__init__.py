"""Shipped data: figures of the law and of the market that an operator may replace; no code."""
