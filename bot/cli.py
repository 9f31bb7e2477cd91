"""Argument parsing only: `amaan …`. Each command is one call into the house."""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import replace

from bot.casework.model import Accused
from bot.casework.routing import EVERYWHERE, Role
from bot.config import PORTS, Settings, read_settings, web_address
from bot.i18n import OFFERED_LANGUAGES
from bot.logs import quiet_logs
from bot.refusals import Refusal, in_sentences


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; 0 when it worked, 1 when it was refused, 2 when the arguments were wrong."""
    chosen = _parser().parse_args(arguments)
    quiet_logs()
    _close_to_others()
    try:
        with in_sentences():
            return int(chosen.command(read_settings(), chosen) or 0)
    except Refusal as refusal:
        print(*refusal.sentences, sep="\n", file=sys.stderr)  # noqa: T201  the command line speaks here
        return 1
    except KeyboardInterrupt:
        return 0


def _close_to_others() -> None:
    """What this process writes is for this account alone, and its memory is never written out at all."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="amaan", description="Anonymous reports about children at risk, over Telegram."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run the bot (needs AMAAN_TOKEN)")
    run.add_argument("--api-base-url", type=_address, help="a Bot API server other than Telegram's own")
    run.set_defaults(command=_run)

    playground = commands.add_parser(
        "playground", help="try it: two phones on one local page, nothing leaves this computer"
    )
    playground.add_argument("--port", type=_port, help="port of the page (default: AMAAN_PORT, else 8765)")
    playground.add_argument("--open", action="store_true", help="open the page in the browser")
    playground.set_defaults(command=_playground)

    demo = commands.add_parser("demo", help="the whole story in this terminal, through the real application")
    demo.add_argument("--language", choices=OFFERED_LANGUAGES, default="en")
    demo.set_defaults(command=_demo)

    doctor = commands.add_parser("doctor", help="say what is missing or unsafe in this installation")
    doctor.set_defaults(command=_doctor)

    purge = commands.add_parser("purge", help="destroy everything whose time is over, now")
    purge.set_defaults(command=_purge)

    people = commands.add_parser("focal-points", help="those who act on reports")
    acts = people.add_subparsers(required=True, metavar="ACT")
    invite = acts.add_parser("invite", help="make a one-time link (72 hours)")
    invite.add_argument(
        "--role",
        choices=[each.value for each in Role],
        default=Role.focal_point.value,
        help="who is asked first (focal_point), next (deputy), and when neither acts (province, national)",
    )
    invite.add_argument("--area", action="append", help="a district or province, once for each (default: everywhere)")
    invite.add_argument(
        "--office", choices=[each.value for each in Accused], help="their body: it gets no report about itself"
    )
    invite.set_defaults(command=_invite)
    return parser


def _address(value: str) -> str:
    try:
        return web_address(value)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def _port(value: str) -> int:
    if value.isdecimal() and PORTS.min <= int(value) <= PORTS.max:
        return int(value)
    raise argparse.ArgumentTypeError(f"must be a whole number from {PORTS.min} to {PORTS.max}")


def _run(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.running import run_bot  # noqa: PLC0415  each command loads what it needs and no more

    asyncio.run(run_bot(replace(settings, api_base_url=chosen.api_base_url or settings.api_base_url)))


def _playground(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.playing import open_playground  # noqa: PLC0415

    port = settings.port if chosen.port is None else chosen.port
    asyncio.run(open_playground(settings, port, shows=chosen.open))


def _demo(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.demo import tell_the_story  # noqa: PLC0415

    asyncio.run(tell_the_story(settings, chosen.language))


def _doctor(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.doctor import examine  # noqa: PLC0415

    return examine(settings)


def _purge(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.operating import purge_now  # noqa: PLC0415

    purge_now(settings)


def _invite(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.operating import invite  # noqa: PLC0415

    invite(
        settings, Role(chosen.role), frozenset(chosen.area or [EVERYWHERE]), chosen.office and Accused(chosen.office)
    )
