"""A program of the benchmarks in a process of its own, spoken with in lines of JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[1]


class Child:
    """Running within `with`; `said` is the first line it said."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._process: subprocess.Popen[str] | None = None
        self.said: Any = None

    def ask(self, do: str, **values: Any) -> Any:
        """Let it do something, and return its answer. Raises `RuntimeError` if it ended."""
        if self._process is None or self._process.stdin is None:
            raise RuntimeError(f"{self._command} does not run")
        self._process.stdin.write(json.dumps({"do": do, **values}) + "\n")
        self._process.stdin.flush()
        return self._hear()

    def __enter__(self) -> Self:
        """Start it."""
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self.said = self._hear()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def _hear(self) -> Any:
        if self._process is None or self._process.stdout is None:
            raise RuntimeError(f"{self._command} does not run")
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._command} ended; what it said stands above")
        return json.loads(line)
