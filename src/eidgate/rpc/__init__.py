"""gRPC and nothing else: it identifies, bounds, translates and reports; it decides nothing."""
