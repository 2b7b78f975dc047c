"""The small network that tells a written figure from other ink: two layers of convolution, two of weights; NumPy only."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]

SIDE = 28  # dots of a figure's picture, across and down
CLASSES = 11  # the figures 0-9, and what is no figure
NO_FIGURE = 10
WEIGHTS = "figures.npz"


@dataclass(frozen=True, slots=True)
class Network:
    """Weights in the order of the layers: kernels (9 x channels, out), their biases, then full layers and theirs."""

    first: Values
    first_bias: Values
    second: Values
    second_bias: Values
    third: Values
    third_bias: Values
    last: Values
    last_bias: Values

    def shares(self, pictures: Values) -> Values:
        """How likely each class is for each picture (n, 28, 28) of ink from 0 (paper) to 1; (n, 11), rows sum to 1."""
        found = pooled(rectified(neighbours(pictures[..., None]) @ self.first + self.first_bias))
        found = pooled(rectified(neighbours(found) @ self.second + self.second_bias))
        found = rectified(found.reshape(len(found), -1) @ self.third + self.third_bias)
        return softened(found @ self.last + self.last_bias)


@cache
def trained() -> Network:
    """The network with the weights that `benchmarks/figures` made; loaded once in a process."""
    with np.load(BytesIO(files("imaging.handwriting").joinpath(WEIGHTS).read_bytes())) as kept:
        return Network(**{name: kept[name].astype(np.float32) for name in Network.__dataclass_fields__})


def neighbours(pictures: Values) -> Values:
    """Each dot with the eight around it: (n, h, w, c) to (n, h, w, 9c); beyond the edge is paper."""
    count, height, width, channels = pictures.shape
    framed = np.pad(pictures, ((0, 0), (1, 1), (1, 1), (0, 0)))
    around = np.empty((count, height, width, 9 * channels), dtype=np.float32)
    for place in range(9):
        down, across = divmod(place, 3)
        around[..., place * channels : (place + 1) * channels] = framed[
            :, down : down + height, across : across + width
        ]
    return around


def pooled(pictures: Values) -> Values:
    """The greatest of each two by two dots."""
    count, height, width, channels = pictures.shape
    return np.asarray(pictures.reshape(count, height // 2, 2, width // 2, 2, channels).max(axis=(2, 4)))


def rectified(values: Values) -> Values:
    """What is above zero."""
    return np.maximum(values, 0)


def softened(values: Values) -> Values:
    """Shares that sum to 1 over the last axis."""
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
