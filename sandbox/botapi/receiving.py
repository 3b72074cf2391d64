"""Methods by which the bot gets its updates."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from sandbox import bounds
from sandbox.botapi.call import Call, method
from sandbox.errors import ApiError, bad_request
from sandbox.world import Json

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@method("getUpdates")
async def get_updates(call: Call) -> Sequence[Json]:
    """Long polling; a newer getUpdates ends an older one with 409."""
    core, params = call.core, call.params
    if core.webhook.url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    if "allowed_updates" in params:
        core.updates.allowed = params["allowed_updates"]
    limit = params.get("limit", bounds.UPDATES_AT_ONCE)
    if not 1 <= limit <= bounds.UPDATES_AT_ONCE:
        limit = bounds.UPDATES_AT_ONCE
    turn = core.updates.new_turn()
    found = await core.updates.take(
        params.get("offset", 0), limit, min(params.get("timeout", 0), bounds.POLL_SECONDS), turn
    )
    if found is None:
        raise ApiError(
            409,
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        )
    return found


@method("setWebhook")
async def set_webhook(call: Call) -> bool:
    """Have updates sent to an address; plain http is taken, as by a local server."""
    core, params = call.core, call.params
    if not params["url"]:
        await core.webhook.stop()
        return True
    parts = urlsplit(params["url"])
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.get("secret_token")
    if secret is not None and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if "allowed_updates" in params:
        core.updates.allowed = params["allowed_updates"]
    if params.get("drop_pending_updates"):
        core.updates.drop()
    await core.webhook.stop()
    core.webhook.start(params["url"], secret, params.get("max_connections", 40))
    return True


@method("deleteWebhook")
async def delete_webhook(call: Call) -> bool:
    """Send updates no more; they wait for getUpdates."""
    await call.core.webhook.stop()
    if call.params.get("drop_pending_updates"):
        call.core.updates.drop()
    return True


@method("getWebhookInfo")
async def get_webhook_info(call: Call) -> Json:
    """How the webhook fares."""
    core = call.core
    info: Json = {
        "url": core.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(core.updates.queue),
        "max_connections": core.webhook.max_connections,
    }
    if core.webhook.last_error:
        info["last_error_date"], info["last_error_message"] = core.webhook.last_error
    if core.updates.allowed:
        info["allowed_updates"] = core.updates.allowed
    return info
