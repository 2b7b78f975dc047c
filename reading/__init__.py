"""What the API and the pages both serve, as plain functions over catalogue and engine, with the reader's access in every call."""
