"""Figures as people read them: off messages, out of workbooks, and in the settlement's file."""

from __future__ import annotations

import asyncio
import csv
import re
import sys
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl

from sandbox.seen import MessageSeen
from tests.journeys.steps import bare

AMOUNT = re.compile(r"\d[\d,.\u00a0\u202f]*[.,]\d\d(?!\d)")
ROOT = Path(__file__).parent.parent.parent


def cents(text: str) -> list[int]:
    """All amounts of money in a text, in cents, as any of the languages writes them."""
    return [int(re.sub(r"\D", "", found)) for found in AMOUNT.findall(bare(text))]


def line_of(message: MessageSeen, words: str) -> str:
    """The one line of a message with these words."""
    [found] = [line for line in bare(message.text).split("\n") if bare(words) in line]
    return found


def after(message: MessageSeen, words: str) -> int:
    """The first amount behind some words of a message, in cents."""
    return cents(bare(message.text).split(bare(words), 1)[1])[0]


def book(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The lists of a workbook by name; each row by its headings."""
    found = {}
    for sheet in openpyxl.load_workbook(BytesIO(content)):
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found


def in_cents(rows: list[dict[str, Any]], column: str) -> list[int]:
    """A column of money, in cents; what is empty counts nothing."""
    return [round((row[column] or 0) * 100) for row in rows]


def lines(content: bytes) -> list[dict[str, str]]:
    """The rows of a settlement's file."""
    text = content.decode("utf-8-sig")
    told = [line for line in text.splitlines() if not line.startswith(("#", '"#'))]
    return list(csv.DictReader(StringIO("\n".join(told))))


async def check(content: bytes, folder: Path) -> str:
    """Have the file of a settlement worked out anew on the command line: what that says."""
    file = folder / "settlement.csv"
    file.write_bytes(content)
    run = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "main.py"),
        "check",
        str(file),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await run.communicate()
    return said.decode().replace(str(file), file.name).strip()
