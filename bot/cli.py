"""Argument parsing only: `amaan …`. Each command is one call into the house."""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from bot.casework.model import Accused, Concern
from bot.casework.routing import EVERYWHERE, Role
from bot.config import PORTS, Settings, read_settings, web_address
from bot.i18n import OFFERED_LANGUAGES
from bot.logs import quiet_logs
from bot.refusals import Refusal, in_sentences
from services_directory.model import Category, Gender

LONGEST_CREDIT = 60
"""Characters; what the foot of a map has room for."""


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

    _add_directory(commands.add_parser("directory", help="who can help, and where: look it up, mend its boundaries"))

    _add_stats(commands.add_parser("stats", help="what may be told of a month without exposing anybody"))

    purge = commands.add_parser("purge", help="destroy everything whose time is over, now")
    purge.set_defaults(command=_purge)

    _add_nlu(commands.add_parser("nlu", help="the language model: train it, test it, serve it, ask it"))

    _add_handover(commands.add_parser("handover", help="cases for another system: signed files, Primero's lists"))

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
    acts.add_parser("list", help="who is enrolled, by the sign each sees with /me; no names are kept")
    revoke = acts.add_parser("revoke", help="end somebody's access, at once")
    revoke.add_argument("id", metavar="ID", help="as `amaan focal-points list` names them")
    covered = acts.add_parser("coverage", help="who covers what, and where nobody does")
    covered.add_argument("--json", action="store_true", help="for programs")
    for name in ("list", "revoke", "coverage"):
        acts.choices[name].set_defaults(command=_roster, act=name)
    return parser


def _add_handover(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(required=True, metavar="ACT")
    key = acts.add_parser("key", help="print the public key of this installation's signed files")
    verify = acts.add_parser("verify", help="say whether a signed file is genuine; 1 when it is not")
    verify.add_argument("file", metavar="FILE", type=Path)
    verify.add_argument("--key", help="the public key of the installation it came from (default: this one's)")
    verify.add_argument("--show", action="store_true", help="print what is in it, if it is genuine")
    check = acts.add_parser("check", help="ask the site which of our values its lists lack; 1 when it lacks any")
    for name, act in (("key", key), ("verify", verify), ("check", check)):
        act.set_defaults(command=_handover, act=name)


def _add_stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", type=_month, help="YYYY-MM (default: the newest that is over)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--district", metavar="ID", help="of one district")
    where.add_argument("--province", metavar="ID", help="of a province and its districts")
    parser.add_argument("--concern", choices=[each.value for each in Concern])
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.add_argument("--chart", metavar="FILE.png", type=Path, help="draw reports by concern and month")
    parser.add_argument("--map", metavar="FILE.png", type=Path, help="draw all reports by district")
    parser.add_argument("--language", choices=OFFERED_LANGUAGES, default="en", help="of the pictures")
    parser.set_defaults(command=_stats)


def _add_nlu(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(required=True, metavar="ACT")
    train = acts.add_parser("train", help="train it from nlu/data, unless nothing has changed")
    train.set_defaults(command=_nlu, module="nlu.train")
    test = acts.add_parser("test", help="measure it on sentences it has not seen; 1 when it falls under a threshold")
    test.set_defaults(command=_nlu, module="nlu.examine")
    serve = acts.add_parser("serve", help="answer on loopback (its token in AMAAN_NLU_TOKEN); the bot starts its own")
    serve.add_argument("--port", type=_port, help="a free one when none is named")
    serve.set_defaults(command=_nlu, module="nlu.server")
    parse = acts.add_parser("parse", help="say what texts mean")
    parse.add_argument("text", nargs="*", help="one text")
    parse.add_argument("--jsonl", action="store_true", help="objects with a text on standard input, one a line")
    parse.add_argument("--service", type=_address, help="ask the service there (its token in AMAAN_NLU_TOKEN)")
    parse.set_defaults(command=_nlu, module="nlu.parse")


def _add_directory(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(required=True, metavar="ACT")
    nearest = acts.add_parser("nearest", help="the services to turn to, best first")
    where = nearest.add_mutually_exclusive_group(required=True)
    where.add_argument("--at", metavar="LAT,LON", help="degrees, in any digits")
    where.add_argument("--place", metavar="NAME", help="in any script")
    sought = nearest.add_mutually_exclusive_group(required=True)
    sought.add_argument("--category", choices=[each.value for each in Category])
    sought.add_argument("--concern", help="what it is about: the services of its pathway, in its order")
    nearest.add_argument("--gender", choices=[each.value for each in Gender], help="of the child")
    nearest.add_argument("--age", type=_from_to(0, 120), help="of the child, in years")
    nearest.add_argument("--open-now", action="store_true", help="only what is known to be open")
    nearest.add_argument("--limit", type=_from_to(1, 100), default=5, help="how many (default: 5)")
    place = acts.add_parser("place", help="the places a name may mean")
    place.add_argument("name", nargs="+", metavar="NAME")
    district = acts.add_parser("district", help="the district of a point, or those it may lie in")
    district.add_argument("point", nargs="+", metavar="LAT,LON")
    for act in (nearest, place, district):
        act.add_argument("--json", action="store_true", help="a list for programs")
    boundaries = acts.add_parser("boundaries", help="the outlines of the districts")
    steps = boundaries.add_subparsers(required=True, metavar="STEP")
    taking = steps.add_parser("import", help="take them from a GeoJSON or GeoPackage file; says what does not fit")
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument("--dry-run", action="store_true", help="say what would come of it, write nothing")
    taking.add_argument("--credit", type=_credit, default="", help="whom they are from, as written on maps with them")
    taking.add_argument("--anyway", action="store_true", help="take them although not all is well")
    for name, act in (("nearest", nearest), ("place", place), ("district", district), ("boundaries", taking)):
        act.set_defaults(command=_directory, act=name)
    _add_exchange(acts)
    _add_upkeep(acts)
    _add_proposals(acts)


def _add_proposals(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = acts.add_parser("proposals", help="changes that wait for somebody else's yes")
    listing.add_argument("--json", action="store_true", help="a list for programs")
    listing.set_defaults(command=_proposals, act="proposals")
    for name, what in (("confirm", "carry out a proposed change"), ("reject", "put a proposed change aside")):
        act = acts.add_parser(name, help=what)
        act.add_argument("proposal", metavar="ID", help="as `amaan directory proposals` names it")
        act.add_argument("--by", required=True, metavar="NAME", help="who decides: initials or a number, no full name")
        act.set_defaults(command=_proposals, act=name)


def _add_upkeep(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = acts.add_parser("check", help="say what is old, doubtful, doubled or missing; 1 when anything is")
    check.set_defaults(command=_check_services)
    verify = acts.add_parser("verify", help="the services to verify, the most pressing first; or note that one was")
    verify.add_argument("id", nargs="?", metavar="ID", help="the service that was verified")
    verify.add_argument("--by", metavar="NAME", help="a desk or an agreed name, not a person's")
    how = verify.add_mutually_exclusive_group()
    for method in ("phone-answered", "visited", "wrote-back"):
        how.add_argument(f"--{method}", dest="method", action="store_const", const=method.replace("-", " "))
    verify.add_argument("--limit", type=_from_to(1, 100_000), default=20, help="how many (default: 20)")
    verify.set_defaults(command=_verify_service)
    show = acts.add_parser("show", help="all that is known of one service, and what it was before")
    show.add_argument("id", metavar="ID")
    show.set_defaults(command=_show_service)
    for act in (check, verify, show):
        act.add_argument("--json", action="store_true", help="for programs")


def _add_exchange(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    taking = acts.add_parser("import", help="take services from a file, whole or not at all; says what changes")
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
    taking.add_argument("--whole", action="store_true", help="the file is the whole directory: what it lacks is gone")
    taking.add_argument("--as-proposals", action="store_true", help="change nothing until somebody else confirms it")
    giving = acts.add_parser("export", help="write all services; of confidential ones never where they are")
    giving.add_argument("file", metavar="FILE", help="- for standard output")
    for act, command in ((taking, _import_services), (giving, _export_services)):
        act.add_argument("--format", choices=["csv", "geojson", "hsds", "osm"], help="if FILE's ending does not say it")
        act.set_defaults(command=command)


def _from_to(least: int, most: int) -> Callable[[str], int]:
    def number(value: str) -> int:
        if value.isdecimal() and least <= int(value) <= most:
            return int(value)
        raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")

    return number


def _credit(value: str) -> str:
    """One line of text, short enough for the foot of a map."""
    if len(value) > LONGEST_CREDIT or not value.isprintable():
        raise argparse.ArgumentTypeError(f"a credit is one line of at most {LONGEST_CREDIT} characters")
    return value.strip()


def _address(value: str) -> str:
    try:
        return web_address(value)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def _port(value: str) -> int:
    if value.isdecimal() and PORTS.min <= int(value) <= PORTS.max:
        return int(value)
    raise argparse.ArgumentTypeError(f"must be a whole number from {PORTS.min} to {PORTS.max}")


def _month(value: str) -> date:
    try:
        return datetime.strptime(value, "%Y-%m").date()  # noqa: DTZ007  a month has no time zone
    except ValueError:
        raise argparse.ArgumentTypeError("must be a month like 2026-10") from None


def _run(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.commands.running import run_bot  # noqa: PLC0415  each command loads what it needs and no more

    asyncio.run(run_bot(replace(settings, api_base_url=chosen.api_base_url or settings.api_base_url)))


def _playground(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.commands.playing import open_playground  # noqa: PLC0415

    port = settings.port if chosen.port is None else chosen.port
    asyncio.run(open_playground(settings, port, shows=chosen.open))


def _demo(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.commands.demo import tell_the_story  # noqa: PLC0415

    asyncio.run(tell_the_story(settings, chosen.language))


def _doctor(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.doctor import examine  # noqa: PLC0415

    return examine(settings)


def _directory(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.directory import ACTS  # noqa: PLC0415
    from bot.commands.directory_points import WrongArgument  # noqa: PLC0415

    try:
        return ACTS[chosen.act](settings, chosen)
    except WrongArgument as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201
        return 2


def _import_services(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.directory_exchange import import_services  # noqa: PLC0415

    return import_services(settings, chosen)


def _export_services(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.directory_exchange import export_services  # noqa: PLC0415

    return export_services(settings, chosen)


def _check_services(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.directory_upkeep import check  # noqa: PLC0415

    return check(settings, chosen)


def _verify_service(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.directory_verifying import verify  # noqa: PLC0415

    return verify(settings, chosen)


def _show_service(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.directory_verifying import show  # noqa: PLC0415

    return show(settings, chosen)


def _handover(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.handover import ACTS  # noqa: PLC0415

    return ACTS[chosen.act](settings, chosen)


def _stats(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.commands.statistics import show_statistics  # noqa: PLC0415

    show_statistics(settings, chosen)


def _proposals(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands import directory_proposals  # noqa: PLC0415

    acts = (directory_proposals.proposals, directory_proposals.confirm, directory_proposals.reject)
    return {act.__name__: act for act in acts}[chosen.act](settings, chosen)


def _purge(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.commands.operating import purge_now  # noqa: PLC0415

    purge_now(settings)


def _nlu(settings: Settings, chosen: argparse.Namespace) -> int:
    from bot.commands.nlu import run_in_rasas_environment  # noqa: PLC0415

    asked = {name: value for name, value in vars(chosen).items() if name not in ("command", "module")}
    return run_in_rasas_environment(chosen.module, asked)


def _roster(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.commands.roster import ACTS  # noqa: PLC0415

    ACTS[chosen.act](settings, chosen)


def _invite(settings: Settings, chosen: argparse.Namespace) -> None:
    from bot.commands.operating import invite  # noqa: PLC0415

    invite(
        settings, Role(chosen.role), frozenset(chosen.area or [EVERYWHERE]), chosen.office and Accused(chosen.office)
    )
