"""The calculators over HTTP, with the real application, tables and keys."""

import json
from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from actions.benefits.registry import CALCULATORS

RAISE = {"year": "2025", "age": 72, "contribution": 384, "december_pension": 320_000}
BORN = {"sex": "male", "born": "1966-03"}


def work_out(client, name, facts):
    return client.post(f"/api/estimates/{name}", json={"facts": facts})


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json").get_json()


def validator(document, name):
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": document["components"]})


def test_every_calculator_tells_what_it_asks(client, document):
    answer = client.get("/api/estimates")
    told = answer.get_json()["calculators"]
    assert [one["name"] for one in told] == list(CALCULATORS) and answer.headers["Cache-Control"] == "no-store"
    for one in told:
        validator(document, "Calculator").validate(one)
        assert all(field["question"].endswith("？") and field["value"] is None for field in one["fields"])


@pytest.mark.parametrize(
    ("name", "facts", "told"),
    [
        ("adjustment", RAISE, "80.90元"),
        ("retirement", BORN, "60岁4个月"),
        ("allowance", {"age": 86, "lives_in": "dalian"}, "50元"),
        ("fare", {"age": 70, "vehicle": "bus"}, "免费"),
        ("medical_years", {"sex": "female", "paid": 240}, "还差5年"),
        (
            "pension",
            {
                "base_place": "dalian", "retired": "2025-03", "age_months": 720, "total": 420, "index": "1.0",
                "account": 15_000_000, "before_account": 96,
            },
            "5216.81元",
        ),
    ],
)  # fmt: skip
def test_an_estimate_comes_with_lines_basis_sound_and_sources(client, document, name, facts, told):
    answer = work_out(client, name, facts)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    found = answer.get_json()
    validator(document, "Estimate").validate(found["estimate"])
    assert told in found["text"] and found["audio"] and found["citations"]
    assert any(line["basis"] for line in found["estimate"]["lines"])
    assert {field["name"]: field["value"] for field in found["estimate"]["fields"] if field["value"] is not None} == facts


def test_the_card_can_be_sent_back_and_gives_the_same_result(client):
    first = work_out(client, "adjustment", RAISE).get_json()["estimate"]
    assert work_out(client, "adjustment", first["facts"]).get_json()["estimate"] == first


def test_what_is_missing_is_asked_for_by_name(client):
    answer = work_out(client, "adjustment", {"year": "2025"})
    problem = answer.get_json()
    assert (answer.status_code, problem["code"], problem["field"]) == (422, "missing-fact", "age")
    assert problem["detail"].endswith("？")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({**RAISE, "age": 12}, "age"),
        ({**RAISE, "age": "72"}, "age"),
        ({**RAISE, "age": True}, "age"),
        ({**RAISE, "year": "1999"}, "year"),
        ({**RAISE, "contribution": -1}, "contribution"),
        ({**RAISE, "contribution": 10**30}, "contribution"),
        ({**RAISE, "december_pension": 3200.5}, "december_pension"),
        ({**RAISE, "name": "张秀兰"}, "name"),
        ({**RAISE, "year": ["2025"]}, "year"),
        ([], "facts"),
        (None, "facts"),
    ],
)
def test_odd_facts_are_refused_by_field_and_in_chinese(client, facts, field):
    answer = work_out(client, "adjustment", facts)
    problem = answer.get_json()
    assert (answer.status_code, problem["field"]) == (422, field)
    assert problem["code"] == "bad-facts" and problem["detail"].endswith(("。", "？"))


def test_an_unknown_calculator_and_a_broken_body_are_told_apart(client):
    assert work_out(client, "lottery", {}).get_json()["code"] == "unknown-calculator"
    assert client.post("/api/estimates/fare", data=b"{", content_type="application/json").status_code == 400


def test_a_runaway_page_is_slowed_down(app):
    app.config["MESSAGES_PER_MINUTE"] = 1
    client = app.test_client()
    codes = [work_out(client, "fare", {"age": 70, "vehicle": "bus"}).status_code for _ in range(5)]
    assert codes == [200] * 4 + [429]


def test_papers_are_fewer_because_each_costs_more(app):
    app.config["MESSAGES_PER_MINUTE"] = 6
    client, body = app.test_client(), {"facts": {"age": 70, "vehicle": "bus"}}
    assert [client.post("/api/estimates/fare/paper.pdf", json=body).status_code for _ in range(3)] == [200, 200, 429]
    assert work_out(client, "fare", body["facts"]).status_code == 200


def test_a_row_staff_add_is_used_at_once(app, client):
    assert work_out(client, "adjustment", {**RAISE, "year": "2026"}).get_json()["estimate"]["outcome"] == "refused"
    values = {
        "fixed": "25", "first_each": "0", "first_flat": "9", "beyond_each": "0.9", "percent": "0.2", "aged_70": "20", "aged_80": "40",
        "hard_area": "3", "whole_years": "1",
    }  # fmt: skip
    app.extensions["wanqing"].counter.parameters.add(
        "adjustment_liaoning", "", date(2026, 1, 1), date(2026, 12, 31), {name: Decimal(text) for name, text in values.items()},
        "辽宁省2026年调整通知（试验）", "", "", "B", "staff:1",
    )  # fmt: skip
    found = work_out(client, "adjustment", {**RAISE, "year": "2026"}).get_json()
    assert found["estimate"]["total"]["value"] == "75.70元" and "试验" in json.dumps(found["citations"], ensure_ascii=False)
