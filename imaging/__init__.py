"""Files to page images to words: render, orient, clean, recognise. Knows no database and nothing but the archive core."""
