"""A simulated Telegram on 127.0.0.1, to try the product and to test it.

`Sandbox` is the server; `sandbox.client` drives people over HTTP; the chat page stands
at the server's address.
"""

from sandbox.clock import Clock, ShiftableClock
from sandbox.faults import Fault
from sandbox.limits import Limits
from sandbox.server import Sandbox

__all__ = ["Clock", "Fault", "Limits", "Sandbox", "ShiftableClock"]
