"""Checks a call's parameters against `schema.json`, stricter than Telegram.

Telegram ignores what it does not know; here a misspelt parameter is refused, so that
a bot's mistake is seen on the laptop and not in the group.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from sandbox.errors import ApiError, bad_request

Json = dict[str, Any]


@cache
def schema() -> Json:
    """The committed facts: methods, types and unions of the Bot API."""
    text = files("sandbox.botapi").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def read_parameters(method: str, given: Json) -> Json:
    """The parameters of `method` with their proper types; text forms are converted.

    Raises ApiError 404 for an unknown method, 400 for an unknown, missing or
    ill-typed parameter.
    """
    if method not in schema()["methods"]:
        raise ApiError(404, "Not Found")
    return read_fields(schema()["methods"][method], given, method)


def read_fields(fields: dict[str, str], given: Json, where: str) -> Json:
    """The object `given` checked against `fields`, at `where` for the error's sake."""
    known = {key.rstrip("!"): (key.endswith("!"), kind) for key, kind in fields.items()}
    for name in given:
        if name not in known:
            raise bad_request(f'unknown parameter "{name}" in {where}')
    read: Json = {}
    for name, (required, kind) in known.items():
        if given.get(name) is None:
            if required:
                raise bad_request(missing(name, where))
            continue
        read[name] = read_value(kind, given[name], f"{where}.{name}")
    return read


def missing(name: str, where: str) -> str:
    """What Telegram says when a required parameter is not there."""
    if where in schema()["methods"]:
        known = {"chat_id": "chat_id is empty", "text": "message text is empty"}
        return known.get(name, f'parameter "{name}" is required in {where}')
    return f'field "{name}" is required in {where}'


def read_value(kinds: str, value: Any, where: str) -> Any:
    """`value` as the first of the alternatives `kinds` that it fits."""
    if kinds.startswith("="):
        if value != kinds[1:]:
            raise bad_request(f'{where} must be "{kinds[1:]}"')
        return value
    if isinstance(value, str) and "String" not in kinds.split("|") and "InputFile" not in kinds:
        value = from_text(kinds, value, where)
    problem: ApiError | None = None
    for kind in candidates(kinds.split("|"), value):
        try:
            return read_kind(kind, value, where)
        except ApiError as error:
            problem = problem or error
    raise problem or bad_request(f"can't parse {where}: expected {kinds}")


def candidates(kinds: list[str], value: Any) -> list[str]:
    """Of several object types, those whose required fields are there."""
    if len(kinds) == 1 or not isinstance(value, dict):
        return kinds
    types = schema()["types"]
    return [
        kind
        for kind in kinds
        if kind in types and {key[:-1] for key in types[kind] if key.endswith("!")} <= value.keys()
    ]


def from_text(kinds: str, value: str, where: str) -> Any:
    """A value that came as text, as forms send everything."""
    if kinds == "Boolean" and value.lower() in ("true", "1", "yes", "false", "0", "no", ""):
        return value.lower() in ("true", "1", "yes")
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {where}: expected {kinds}") from None


def read_kind(kind: str, value: Any, where: str) -> Any:
    """`value` as exactly `kind`."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise bad_request(f"can't parse {where}: expected an Array")
        inner = kind.removeprefix("Array of ")
        return [read_value(inner, item, f"{where}[{index}]") for index, item in enumerate(value)]
    if kind == "Integer":
        if isinstance(value, str) and value.lstrip("-").isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise bad_request(f"can't parse {where}: expected an Integer")
        return value
    if kind == "Boolean":
        if not isinstance(value, bool):
            raise bad_request(f"can't parse {where}: expected a Boolean")
        return value
    if kind in ("String", "InputFile"):
        if not isinstance(value, str):
            raise bad_request(f"can't parse {where}: expected a {kind}")
        return value
    return read_object(kind, value, where)


def read_object(kind: str, value: Any, where: str) -> Json:
    """`value` as an object type; a union is told apart by the constant in `type`."""
    if not isinstance(value, dict):
        raise bad_request(f"can't parse {where}: expected {kind}")
    types, unions = schema()["types"], schema()["unions"]
    if kind in unions:
        if len(unions[kind]) == 1:
            return read_object(unions[kind][0], value, where)
        for subtype in unions[kind]:
            if types[subtype].get("type!") == f"={value.get('type')}":
                return read_object(subtype, value, where)
        raise bad_request(f"can't parse {where}: {kind} of type {value.get('type')!r} is not known")
    if kind not in types:
        raise bad_request(f"{where}: {kind} is not simulated")
    return read_fields(types[kind], value, where)
