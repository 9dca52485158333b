"""When one retires: the statutory age with its gradual delay, the window around it, the years one needs."""
