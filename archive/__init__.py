"""The pure core: records, reference codes, dates and terms, document numbers. No input or output."""
