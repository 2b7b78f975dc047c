"""Vietnamese text: normalising, word breaks, folding, collation, syllables. Pure."""
