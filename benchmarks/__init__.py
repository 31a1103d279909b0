"""What a decision costs, held against the floors below it: `python -m benchmarks.run --help`."""
