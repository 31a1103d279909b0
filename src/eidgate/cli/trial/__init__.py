"""Commands that try a policy before it decides: backtests, and reports on shadows."""
