"""The reader's pages: Jinja2 templates, static files and routes, in Vietnamese and English, whole without JavaScript.

`routes.build_router(room)` is all that the application needs. Pages ask `reading/` only; images, originals and CSV are
linked at the API's addresses.
"""
