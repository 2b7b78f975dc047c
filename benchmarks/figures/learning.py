"""Teaches the network by steepest descent with momenta (Adam); NumPy only, the same for the same seed and machine."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from imaging.handwriting.network import CLASSES, SIDE, Network, Values, neighbours, pooled, rectified, softened

_CHANNELS = (12, 32)
_WIDTH = 64
_BATCH = 64
_RATE = 0.002
_FORGETTING = (0.9, 0.999)
_SMOOTHED = 0.02  # of certainty is spread over the other classes: a network so taught is less sure when it is wrong


def taught(pictures: Values, names: NDArray[np.int64], rounds: int, dice: Generator) -> Network:
    """The network after so many rounds over these pictures."""
    weights = _begun(dice)
    means = {name: (np.zeros_like(value), np.zeros_like(value)) for name, value in weights.items()}
    step, steps = 0, rounds * (len(pictures) // _BATCH)
    for _ in range(rounds):
        for chosen in _batches(len(pictures), dice):
            step += 1
            rate = _RATE * (1 - step / steps) + 2e-5
            for name, slope in _slopes(weights, pictures[chosen], names[chosen]).items():
                mean, square = means[name]
                mean += (1 - _FORGETTING[0]) * (slope - mean)
                square += (1 - _FORGETTING[1]) * (slope * slope - square)
                ahead = mean / (1 - _FORGETTING[0] ** step)
                weights[name] -= rate * ahead / (np.sqrt(square / (1 - _FORGETTING[1] ** step)) + 1e-8)
    return Network(**weights)


def _begun(dice: Generator) -> dict[str, Values]:
    shapes = {
        "first": (9, _CHANNELS[0]),
        "second": (9 * _CHANNELS[0], _CHANNELS[1]),
        "third": ((SIDE // 4) ** 2 * _CHANNELS[1], _WIDTH),
        "last": (_WIDTH, CLASSES),
    }
    weights: dict[str, Values] = {}
    for name, shape in shapes.items():
        weights[name] = (dice.standard_normal(shape) * np.sqrt(2 / shape[0])).astype(np.float32)
        weights[f"{name}_bias"] = np.zeros(shape[1], dtype=np.float32)
    return weights


def _batches(count: int, dice: Generator) -> Iterator[NDArray[np.int64]]:
    order = dice.permutation(count)
    for begin in range(0, count - _BATCH + 1, _BATCH):
        yield order[begin : begin + _BATCH]


def _slopes(weights: dict[str, Values], pictures: Values, names: NDArray[np.int64]) -> dict[str, Values]:
    """How the loss of a batch changes with each weight."""
    count = len(pictures)
    around_1 = neighbours(pictures[..., None])
    raw_1 = rectified(around_1 @ weights["first"] + weights["first_bias"])
    small_1 = pooled(raw_1)
    around_2 = neighbours(small_1)
    raw_2 = rectified(around_2 @ weights["second"] + weights["second_bias"])
    small_2 = pooled(raw_2)
    flat = small_2.reshape(count, -1)
    hidden = rectified(flat @ weights["third"] + weights["third_bias"])
    wanted = np.full((count, CLASSES), _SMOOTHED / CLASSES, dtype=np.float32)
    wanted[np.arange(count), names] += 1 - _SMOOTHED
    error = (softened(hidden @ weights["last"] + weights["last_bias"]) - wanted) / count
    slopes = {"last": hidden.T @ error, "last_bias": error.sum(axis=0)}
    error = (error @ weights["last"].T) * (hidden > 0)
    slopes |= {"third": flat.T @ error, "third_bias": error.sum(axis=0)}
    error = _unpooled((error @ weights["third"].T).reshape(small_2.shape), small_2, raw_2)
    slopes |= {"second": _over(around_2).T @ _over(error), "second_bias": _over(error).sum(axis=0)}
    error = _unpooled(_gathered(error @ weights["second"].T, small_1.shape), small_1, raw_1)
    slopes |= {"first": _over(around_1).T @ _over(error), "first_bias": _over(error).sum(axis=0)}
    return slopes


def _over(values: Values) -> Values:
    return values.reshape(-1, values.shape[-1])


def _unpooled(error: Values, small: Values, raw: Values) -> Values:
    """The error at the dots that were the greatest of their four, and above zero."""
    spread = error.repeat(2, axis=1).repeat(2, axis=2)
    greatest = small.repeat(2, axis=1).repeat(2, axis=2)
    return np.asarray(spread * ((raw == greatest) & (raw > 0)), dtype=np.float32)


def _gathered(error: Values, shape: tuple[int, ...]) -> Values:
    """The error of each dot from all neighbourhoods it is in."""
    count, height, width, channels = shape
    framed = np.zeros((count, height + 2, width + 2, channels), dtype=np.float32)
    for place in range(9):
        down, across = divmod(place, 3)
        framed[:, down : down + height, across : across + width] += error[
            ..., place * channels : (place + 1) * channels
        ]
    return framed[:, 1:-1, 1:-1]
