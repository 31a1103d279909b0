"""Prometheus: what is counted, by whom, and how several processes are read as one."""
