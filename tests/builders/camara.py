"""CAMARA's own OpenAPI files as a judge within the suite: each request and answer against its schema.

Lighter than Prism, which judges the same traffic in `make conformance`: bodies, correlator and status, by
jsonschema. OpenAPI 3.0 speaks JSON Schema draft 4 with `nullable`, which is written as a type here.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft4Validator, FormatChecker

from builders.prism import SPECIFICATIONS
from builders.shared_data import shared_path
from eidgate.simulator.operator import HttpAnswer, HttpRequest

JSON = "application/json"


def violations(request: HttpRequest, answer: HttpAnswer) -> list[str]:
    """What the specification of the request's API says against the two; empty for nothing."""
    base = next(one for one in SPECIFICATIONS if request.path.startswith(f"{one}/"))
    document = _document(SPECIFICATIONS[base])
    operation = document["paths"][request.path.removeprefix(base)]["post"]
    return [*_of_request(document, operation, request), *_of_answer(document, operation, request, answer)]


def is_specified(path: str) -> bool:
    """Whether there is a file for this API among the shared ones."""
    return any(path.startswith(f"{base}/") for base in SPECIFICATIONS)


def _of_request(document: Any, operation: Any, request: HttpRequest) -> Iterator[str]:
    body = _seen(document, operation["requestBody"])
    schema = body["content"][JSON]["schema"]
    yield from (f"request: {fault}" for fault in _faults(document, schema, request.body))
    unknown = set(request.body) - set(_properties(document, schema))
    yield from (f"request: {name} is no property of it" for name in sorted(unknown))
    for told in operation.get("parameters", ()):
        parameter = _seen(document, told)
        value = request.headers.get(parameter["name"].lower())
        if value is not None:
            yield from (f"header: {fault}" for fault in _faults(document, parameter["schema"], value))


def _of_answer(document: Any, operation: Any, request: HttpRequest, answer: HttpAnswer) -> Iterator[str]:
    told = operation["responses"].get(str(answer.status))
    if told is None:
        yield f"answer: {answer.status} is not among those of the operation"
        return
    response = _seen(document, told)
    schema = response["content"][JSON]["schema"]
    yield from (f"answer {answer.status}: {fault}" for fault in _faults(document, schema, answer.body))
    if "x-correlator" in response.get("headers", {}):
        sent, came = request.headers.get("x-correlator"), answer.headers.get("x-correlator")
        if sent != came:
            yield "answer: it does not carry the correlator of its request"


def _faults(document: Any, schema: Any, value: Any) -> Iterator[str]:
    whole = {"allOf": [schema], "components": document["components"]}
    for fault in Draft4Validator(whole, format_checker=FormatChecker()).iter_errors(value):
        yield f"{fault.json_path}: {fault.message}"


def _properties(document: Any, schema: Any) -> Iterator[str]:
    seen = _seen(document, schema)
    yield from seen.get("properties", {})
    for part in seen.get("allOf", ()):
        yield from _properties(document, part)


def _seen(document: Any, node: Any) -> Any:
    """Follow a reference within the document."""
    while "$ref" in node:
        found = document
        for name in node["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        node = found
    return node


@cache
def _document(name: str) -> Any:
    return _with_nulls(yaml.safe_load(shared_path(f"camara/{name}").read_text(encoding="utf-8")))


def _with_nulls(node: Any) -> Any:
    """Write `nullable` as draft 4 does."""
    if isinstance(node, list):
        return [_with_nulls(one) for one in node]
    if not isinstance(node, Mapping):
        return node
    made = {name: _with_nulls(value) for name, value in node.items()}
    if made.get("nullable") is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made
