"""The only place that builds objects: the supervisor, its workers, and the service inside a worker."""
