"""Distance on the globe, near enough to say which office is closer."""

from math import asin, cos, radians, sin, sqrt

_EARTH_METRES = 6_371_000  # mean radius


def metres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance by the haversine formula; degrees in, metres out."""
    north, other_north = radians(latitude), radians(other_latitude)
    rise, turn = sin((other_north - north) / 2), sin(radians(other_longitude - longitude) / 2)
    chord = rise * rise + cos(north) * cos(other_north) * turn * turn
    return 2 * _EARTH_METRES * asin(min(1.0, sqrt(chord)))
