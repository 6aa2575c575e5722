"""Values that fit a JSON schema: the plainest one, or any that chance finds."""

from random import Random
from typing import Any

Schema = dict[str, Any]


def plainest(schema: Schema, root: Schema | None = None) -> Any:
    """The smallest value of that shape: empty lists, zeros, null where it may be."""
    schema = _resolved(schema, root or schema)
    options = schema.get("anyOf") or schema.get("oneOf")
    if options:
        null = any(option.get("type") == "null" for option in options)
        return None if null else plainest(options[0], root or schema)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            properties = schema.get("properties", {})
            return {name: plainest(inner, root or schema) for name, inner in properties.items()}
        case "array":
            return []
        case "number" | "integer":
            return 0
        case "boolean":
            return False
        case "null":
            return None
    return ""


def anything(schema: Schema, chance: Random, texts: list[str], root: Schema | None = None) -> Any:
    """A value of that shape as chance has it; strings are taken from ``texts``."""
    top = root or schema
    schema = _resolved(schema, top)
    options = schema.get("anyOf") or schema.get("oneOf")
    if options:
        return anything(chance.choice(options), chance, texts, top)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    match schema.get("type"):
        case "object":
            return {name: anything(inner, chance, texts, top) for name, inner in schema.get("properties", {}).items()}
        case "array":
            return [anything(schema["items"], chance, texts, top) for _ in range(chance.randrange(4))]
        case "number":
            return chance.choice([0.99, 1, 7.5, -3, 0.5])
        case "integer":
            return chance.choice([0, 1, -1, 10**9])
        case "boolean":
            return chance.random() < 0.5
        case "null":
            return None
    return chance.choice(texts)


def _resolved(schema: Schema, root: Schema) -> Schema:
    if "$ref" in schema:
        found = root
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            found = found[part]
        return found
    if len(schema.get("allOf", ())) == 1:
        return _resolved(schema["allOf"][0], root)
    return schema
