"""The world around the server, made from a seed: issuers, wallets, banks, and their certificates."""
