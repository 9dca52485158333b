"""Distances on the globe."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.offices.distance import metres_between

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    assert metres_between(38, 121, 39, 121) == pytest.approx(111_195, abs=5)


def test_a_degree_of_longitude_is_shorter_in_dalian_than_at_the_equator():
    assert metres_between(38.9, 121, 38.9, 122) == pytest.approx(86_536, abs=50)


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways_and_at_most_half_round_the_globe(one, other):
    there, back = metres_between(*one, *other), metres_between(*other, *one)
    assert there == pytest.approx(back, abs=1e-3)
    assert 0 <= there <= pi * 6_371_000 + 1


@given(POINTS)
def test_nowhere_is_away_from_itself(point):
    assert metres_between(*point, *point) == 0
