"""Errors of services: one shape, so that one handler and one command line can show them all."""

import importlib
import pkgutil

import actions
from actions.errors import ServiceError

SHARED = ServiceError.detail


def all_errors(base=ServiceError):
    return {base, *(deeper for kind in base.__subclasses__() for deeper in all_errors(kind))}


def test_every_error_of_a_service_has_a_code_of_its_own_shape_and_says_what_to_do():
    for module in pkgutil.walk_packages(actions.__path__, "actions."):
        if module.name.endswith("errors"):
            importlib.import_module(module.name)
    kinds = all_errors()
    assert len(kinds) > 60
    for kind in kinds:
        assert kind.code == kind.code.lower() and " " not in kind.code
        assert 400 <= kind.status < 600
        assert "！" not in kind.detail


def test_a_sentence_of_ones_own_takes_the_place_of_the_shared_one():
    assert ServiceError().detail == SHARED
    assert ServiceError("请等一等。").detail == "请等一等。" and ServiceError.detail == SHARED
