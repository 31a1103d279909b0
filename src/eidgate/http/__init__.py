"""The operators' HTTP side: metrics and health; it knows no gRPC."""
