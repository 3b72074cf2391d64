"""Refusals: those the bot gets from the Bot API, and those a person's client shows."""

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`, in the words Telegram uses."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        """Keep the HTTP code, the description and ResponseParameters such as retry_after."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON object that answers the call."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(description: str, **parameters: Any) -> ApiError:
    """A 400 whose description starts as Telegram's do."""
    return ApiError(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> ApiError:
    """A 403 whose description starts as Telegram's do."""
    return ApiError(403, f"Forbidden: {description}")


class PersonError(Exception):
    """Something that a person cannot do: no such button, not a member, and so on."""


class NotPaid(PersonError):
    """A payment that did not come about; `code` is Telegram's name for the reason."""

    def __init__(self, code: str, reason: str) -> None:
        """Keep the code beside the sentence that the person reads."""
        super().__init__(reason)
        self.code = code


class NotFound(PersonError):
    """A person, chat, message or button that does not exist for this person."""
