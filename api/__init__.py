"""The JSON API under `/api/v1`, and the health checks at the root: models, routes, problem documents. Knows no page of `web/`."""
