"""A server as a process: started until it answers, looked at from outside, stopped."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks import machine
from benchmarks.crowd import PATH, SECRET, TOKEN

ROOT = Path(__file__).parents[2]
STARTS_WITHIN, STOPS_WITHIN = 60.0, 30.0
"""Seconds."""

LOOK_AGAIN = 0.005


class Server:
    """One process that serves a webhook at `url`; running within `with`."""

    def __init__(
        self, command: list[str], environment: dict[str, str], folder: Path, port: int
    ) -> None:
        """`command` is given to Python; `folder` is where it runs."""
        self._command = [sys.executable, *command]
        self._environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
        self._folder = folder
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{port}{PATH}"
        self.ready_after = 0.0
        """Seconds from its start until it answered a request."""

    @classmethod
    def baseline(cls, module: str, folder: Path, *arguments: str) -> Self:
        """Return one of the baselines, such as "bare"."""
        port = machine.free_port()
        command = ["-m", f"benchmarks.servers.{module}", str(port), *arguments]
        return cls(command, {}, folder, port)

    @classmethod
    def product(cls, folder: Path, telegram: str, database_url: str, **more: str) -> Self:
        """Return the product as people run it; `more` are further settings."""
        port = machine.free_port()
        settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": telegram,
            "DATABASE_URL": database_url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}{PATH}",
            "WEBHOOK_SECRET": SECRET,
            "LISTEN": f"127.0.0.1:{port}",
            "LOG_LEVEL": "WARNING",
        }
        given = settings | {name.upper(): value for name, value in more.items()}
        return cls([str(ROOT / "main.py")], given, folder, port)

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("the server does not run")
        return self._process

    @property
    def cpu_seconds(self) -> float:
        """The processor time it has used so far."""
        return machine.cpu_seconds(self._running.pid)

    @property
    def resident(self) -> int:
        """How many bytes of memory it holds."""
        return machine.resident(self._running.pid)

    def start(self) -> None:
        """Start it and wait until it answers."""
        begun = time.monotonic()
        self._process = subprocess.Popen(
            self._command, env=self._environment, cwd=self._folder, stdout=subprocess.DEVNULL
        )
        while not self._answers():
            if self._process.poll() is not None:
                raise RuntimeError(f"{self._command} ended with {self._process.returncode}")
            if time.monotonic() - begun > STARTS_WITHIN:
                raise RuntimeError(f"{self._command} did not answer")
            time.sleep(LOOK_AGAIN)
        self.ready_after = time.monotonic() - begun

    def stop(self) -> None:
        """Let it finish what has begun."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOPS_WITHIN)
        finally:
            self._process.kill()
            self._process.wait()
            self._process = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=1)
        try:
            connection.request("POST", PATH)  # without the secret: it is refused, by who is there
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True
