"""Duplicates: fingerprints of papers, candidates by them, and the verdict on a pair with its reasons. Pure, no I/O.

A fingerprint is of one document as it was read: its folded text, its MinHash signatures, a hash of each page's picture, and
its description. Candidates share bands of signatures, pictures or descriptions, so that pairs are never compared all with all. The
verdict aligns the texts of two papers, looks at what differs and at the descriptions, and says what the one is to the other.
"""
