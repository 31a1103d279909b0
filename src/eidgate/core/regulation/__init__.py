"""What Circular 50/2024 (amended by 77/2025) demands for this amount: class and confirmation forms."""
