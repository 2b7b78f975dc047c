"""How sure a value is: the share of values that were right where place, form and engine looked as they do here.

Fitted on the tuning part of `benchmarks/forms` (320 made-up papers of all forms, drawn, damaged and read by OCR): from the
product of the rule's own sureness and the engine's mean confidence to the share that was right there, kept from falling.
"""

from bisect import bisect_right

from archive.descriptions import Field

# For each field points (product, share right) between which the share is taken to rise evenly.
_SHARES: dict[Field, tuple[tuple[float, float], ...]] = {
    Field.NUMBER: ((0.0, 0.6), (0.28, 0.85), (0.56, 0.93), (0.7, 0.97), (0.93, 0.99)),
    Field.DATE: ((0.0, 0.5), (0.53, 0.74), (0.65, 0.82), (0.7, 0.95), (0.9, 0.98), (0.95, 0.99)),
    Field.TYPE: ((0.0, 0.6), (0.5, 0.85), (0.68, 0.92), (0.75, 0.97), (0.95, 0.99)),
    Field.ISSUER: ((0.0, 0.4), (0.45, 0.6), (0.65, 0.78), (0.71, 0.88), (0.76, 0.94), (0.815, 0.97)),
    Field.TITLE: ((0.0, 0.1), (0.7, 0.2), (0.8, 0.45), (0.84, 0.75), (0.85, 0.87), (0.86, 0.95), (0.872, 0.98)),
    Field.SIGNER: ((0.0, 0.3), (0.56, 0.5), (0.8, 0.76), (0.865, 0.85), (0.89, 0.92), (0.91, 0.97), (0.94, 0.98)),
    Field.RECIPIENTS: ((0.0, 0.6), (0.5, 0.8), (0.7, 0.86), (0.72, 0.94), (0.775, 0.98)),
    Field.LANGUAGE: ((0.0, 0.97), (0.9, 0.99)),
}
_SHARES[Field.SIGNER_TITLE] = _SHARES[Field.SIGNER]
_OF_MARKS = ((0.0, 0.6), (0.5, 0.9), (0.95, 0.98))  # stamps: 79 found, all right


def share_right(field: Field, product: float) -> float:
    """The share of values of a field that were right where rule and engine together were as sure as this (0-1)."""
    points = _SHARES.get(field, _OF_MARKS)
    at = bisect_right(points, product, key=_product)
    if at == len(points):
        return points[-1][1]
    (low, begun), (high, reached) = points[max(at - 1, 0)], points[at]
    return round(begun + (reached - begun) * (product - low) / (high - low), 3)


def _product(point: tuple[float, float]) -> float:
    return point[0]
