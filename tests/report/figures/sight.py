"""How colours are seen: in grey, and by readers who lack one kind of cone."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb

# Machado, Oliveira and Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE
# Transactions on Visualization and Computer Graphics 15(6), severity 1.0; they are applied to linear RGB.
SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
LIGHT = np.array([0.2126, 0.7152, 0.0722])
# IEC 61966-2-1: linear sRGB to CIE XYZ under D65
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour: str) -> np.ndarray:
    """Return linear RGB."""
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def seen(colour: str, sight: str) -> np.ndarray:
    """Return linear RGB as a reader of this sight sees it."""
    return np.clip(SIGHT[sight] @ linear(colour), 0, 1)


def contrast(one: str, other: str, sight: str = "full") -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    low, high = sorted(float(LIGHT @ seen(colour, sight)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def laboratory(colour: str, sight: str = "full") -> np.ndarray:
    """Return L*, a*, b* (CIE 1976) as a reader of this sight sees them."""
    t = XYZ @ seen(colour, sight) / (XYZ @ np.ones(3))
    x, y, z = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, other: str, sight: str = "full") -> float:
    """Return how much two colours differ (CIE 1976 ΔE)."""
    return float(np.linalg.norm(laboratory(one, sight) - laboratory(other, sight)))
