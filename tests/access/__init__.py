"""Path by path: what each reader must not learn from any route of the server."""
