"""The application: settings, the one composition root, the command line."""
