"""The pages, asked in process."""
