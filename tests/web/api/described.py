"""A client made of an OpenAPI document alone: what is called, where, and with what, it takes from there."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Described:
    """An API by its description. ``call`` names an operation and its arguments, whatever their place."""

    client: Any
    document: dict[str, Any]

    def call(self, operation: str, **given: Any) -> Any:
        """The answer of an operation; path, query and headers take what they name, the body the rest."""
        method, path, described = self._find(operation)
        placed: dict[str, dict[str, str]] = {"path": {}, "query": {}, "header": {}}
        for parameter in described.get("parameters", []):
            name = parameter["name"]
            argument = name.lower().replace("-", "_")
            if argument in given:
                placed[parameter["in"]][name] = str(given.pop(argument))
        body = {"json": given} if "requestBody" in described else {}
        answer = self.client.request(
            method, path.format(**placed["path"]), params=placed["query"], headers=placed["header"], **body
        )
        assert str(answer.status_code) in described["responses"], (operation, answer.status_code, answer.text)
        return answer

    def _find(self, operation: str) -> tuple[str, str, dict[str, Any]]:
        for path, methods in self.document["paths"].items():
            for method, described in methods.items():
                if described["operationId"] == operation:
                    return method, path, described
        raise AssertionError(f"no operation {operation}")
