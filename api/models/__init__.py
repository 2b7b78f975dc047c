"""What the API answers: pydantic models with examples, each made of the reading room's values."""
