"""The JSON API every face uses, described by OpenAPI at /api/openapi.json."""
