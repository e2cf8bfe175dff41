"""Does the API's document say what is answered, with true examples?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import api_examples
import jsonschema_rs
import pytest

from onrecord.serve.api.app import routed
from onrecord.serve.api.describing import document, examples
from onrecord.serve.api.endpoints import ENDPOINTS, Endpoint
from onrecord.serve.api.problems import SORTS

Json = dict[str, Any]


@pytest.fixture(scope="module")
def told() -> Json:
    return document(routed())


def operations(told: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_document_is_openapi_3_1_and_holds_every_address(told: Json) -> None:
    assert told["openapi"].startswith("3.1")
    assert {(path, method.upper()) for path, method, _ in operations(told)} == {
        (endpoint.path, endpoint.method) for endpoint in ENDPOINTS
    }


def test_every_operation_and_parameter_says_what_it_is(told: Json) -> None:
    for path, method, operation in operations(told):
        assert operation["summary"] and operation["description"], (path, method)
        for parameter in operation.get("parameters", ()):
            assert parameter["in"] == "path" or parameter["description"], (path, parameter["name"])


def test_every_reference_of_the_document_leads_somewhere(told: Json) -> None:
    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from (part[name] for name in ("$ref",) if name in part)
            for child in part.values():
                yield from references(child)
        elif isinstance(part, list):
            for child in part:
                yield from references(child)

    for reference in set(references(told)):
        found: Any = told
        for name in reference.removeprefix("#/").split("/"):
            found = found[name]


def test_every_sort_of_problem_is_documented(told: Json) -> None:
    assert told["components"]["responses"].keys() == SORTS.keys()


def test_examples_are_what_the_newsroom_answers() -> None:
    again = "write them anew: PYTHONPATH=tests python tests/serve/api_examples.py"
    assert examples() == api_examples.examples(), again


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.gives], ids=lambda one: one.name)
def test_every_operation_has_an_example_that_fits_its_schema(told: Json, endpoint: Endpoint) -> None:
    operation = told["paths"][endpoint.path][endpoint.method.lower()]
    content = operation["responses"]["201" if endpoint.takes else "200"]["content"]["application/json"]
    check = jsonschema_rs.validator_for(content["schema"] | {"components": told["components"]})
    assert content["example"]
    check.validate(content["example"])
