"""Family access (亲属代查): a person lets a relative see some of their matters for some time; every view is shown."""
