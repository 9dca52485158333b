"""The OpenAPI document is valid, complete and true."""

import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json").get_json()


def schema_of(document, name):
    return {"$ref": f"#/components/schemas/{name}", "components": document["components"]}


def test_the_document_is_valid_openapi(document):
    validate(document)


def test_every_route_of_the_api_is_described_and_every_description_has_its_route(app, document):
    routes = {
        (re.sub(r"<(?:[^<>:]+:)?(\w+)>", "{}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/")
    }
    described = {
        (re.sub(r"\{\w+\}", "{}", path), method) for path, operations in document["paths"].items() for method in operations
    }
    assert routes == described


def test_a_greeting_and_an_answer_have_the_described_shape(visit, document):
    validator = Draft202012Validator(schema_of(document, "Reply"))
    for reply in [*visit.opened["replies"], *visit.say("丧葬费找谁领").get_json()["replies"]]:
        validator.validate(reply)


def test_a_problem_has_the_described_shape(visit, document):
    Draft202012Validator(schema_of(document, "Problem")).validate(visit.say("").get_json())


def test_every_route_that_needs_a_token_refuses_without_one(client, document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if operation.get("security"):
                answer = client.open(path.replace("{id}", "0" * 32), method=method.upper(), json={})
                assert answer.status_code == 404, f"{method} {path} is not guarded"
