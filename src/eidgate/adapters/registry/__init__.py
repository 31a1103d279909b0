"""The population registry over HTTPS with mutual TLS, and the absence of one."""
