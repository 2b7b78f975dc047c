"""Tests of the API, on the whole server over a made-up archive."""
