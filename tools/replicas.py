"""Try the bot as several replicas: ``python -m tools.replicas``.

Starts PostgreSQL, a simulated Telegram with a page to click in, three replicas behind a balancer,
all on this machine alone. A replica that is killed is started again, as any supervisor would.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from bot.settings import Settings
from sandbox import Limits, Sandbox, ShiftableClock
from tools.fleet import Fleet, fleet
from tools.postgres import DURABLE, postgres

PORT = 8081
REPLICAS = 3

LOOK_AGAIN = 1.0
"""Seconds between looks at whether all replicas live."""

OPEN = """\
{count} replicas (processes {pids}) on one PostgreSQL, behind {balancer}.
Open {page} in a browser and be Anna, Boris or Carla. Kill a replica (kill -9) whenever you
like: it is started again. Ctrl+C ends everything."""


async def keep_alive(replicas: Fleet) -> None:
    """Start again whichever replica is gone, for ever."""
    while True:
        await asyncio.sleep(LOOK_AGAIN)
        for place, one in enumerate(replicas.members):
            if one.pid is None:
                one.kill()
                one.start()
                print(f"replica {place + 1} was gone; started again: process {one.pid}", flush=True)


async def run(database_url: str, port: int, count: int) -> None:
    """Run until told to stop."""
    told = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, told.set)
    sandbox = Sandbox(ShiftableClock(), limits=Limits.off())
    await sandbox.start(port=port)
    try:
        sandbox.flat_12()
        settings = Settings(
            _env_file=None,
            bot_token=sandbox.token,
            bot_api_url=sandbox.url,
            database_url=database_url,
            messages_per_second=0,
            group_messages_per_minute=0,
            chat_messages_per_second=0,
        )
        async with fleet(settings, count) as replicas:
            pids = ", ".join(str(one.pid) for one in replicas.members)
            balancer = replicas.balancer.url
            print(OPEN.format(count=count, pids=pids, balancer=balancer, page=sandbox.url))
            sys.stdout.flush()
            keeping = asyncio.create_task(keep_alive(replicas))
            await told.wait()
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await asyncio.gather(*(one.stop() for one in replicas.members if one.pid))
    finally:
        await sandbox.stop()


def main() -> None:
    """Read the command line, and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="of the sandbox's page; 0: any")
    parser.add_argument("--replicas", type=int, default=REPLICAS)
    given = parser.parse_args()
    with postgres(DURABLE) as server:
        asyncio.run(run(f"{server.url}/postgres", given.port, given.replicas))


if __name__ == "__main__":
    main()
