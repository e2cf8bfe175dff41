"""What can one ask onrecord to do on the command line? Arguments in, text out.

Heavy parts are imported by the command that needs them, so that `onrecord --help` answers at once.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from onrecord.errors import NotOnRecord, OnRecordError

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.serve.desk import Desk
    from onrecord.serve.passages import Text
    from onrecord.store import Record

app = typer.Typer(
    name="onrecord",
    help="News pages in, a cited record out: who said what, with which figures, from how many independent origins.",
    epilog="Start with: onrecord build PAGES --record news.db",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

MAKE, READ, GIVE = "Make a record", "Read a record", "Pass on and take back"
LET_IN = "Let others in"


class Format(StrEnum):
    """File formats of `export`."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class Carried(StrEnum):
    """How much page text leaves the record."""

    full = "full"
    cites = "cites"
    none = "none"


class Kind(StrEnum):
    """What `search` can be narrowed to."""

    pages = "pages"
    statements = "statements"
    figures = "figures"
    entities = "entities"


class Role(StrEnum):
    """What an account may do; each role may do all that those before it may."""

    reader = "reader"
    reviewer = "reviewer"
    editor = "editor"
    admin = "admin"


RecordFile = Annotated[Path, typer.Argument(metavar="RECORD", help="The record's file, as given to `build --record`.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def _version(wanted: bool) -> None:
    if wanted:
        from onrecord import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """News pages in, a cited record out."""


TIMES: dict[str, int] = {"s": 1, "m": 60, "h": 3600, "d": 86400}
"""What may stand behind a number of `--every`, in seconds."""


def _seconds(told: str) -> float:
    number, unit = (told[:-1], told[-1]) if told[-1:] in TIMES else (told, "s")
    if not number.isascii() or not number.isdigit() or int(number) == 0:
        raise typer.BadParameter(f"{told!r} is no time; write it like 90s, 15m, 2h or 1d")
    return float(int(number) * TIMES[unit])


@app.command(rich_help_panel=MAKE)
def build(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders and patterns of .html .txt .warc .arc .wet (also .gz) and .jsonl, in any mix.",
        ),
    ],
    record: Annotated[Path, typer.Option("--record", "-r", metavar="FILE", help="The record to make or to add to.")],
    workers: Annotated[int, typer.Option(min=1, help="Processes that read pages at the same time.")] = 1,
    attribution: Annotated[
        Literal["tagger", "rules"] | None,
        typer.Option(help="Who finds reported speech: the trained tagger (default where installed), or rules alone."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read pages into a record, or add pages to one.

    What is read already is skipped, a source whose content changed gives a
    revision, and a build that was stopped goes on where it ended. What cannot
    be read is listed with the reason; when nothing can, the exit code is 1.

    Examples:
        onrecord build saved-pages/ --record news.db
        onrecord build "crawl/*.warc.gz" feeds.jsonl --record news.db --workers 4
    """
    try:
        from onrecord import pipeline
        from onrecord.serve import front
        from onrecord.serve.meter import Meter

        with Meter(_console(stderr=True)) as meter:
            built = pipeline.build(inputs, record, workers=workers, attribution=attribution, progress=meter)
    except KeyboardInterrupt:
        typer.echo(f"onrecord: stopped; the pages so far are kept in {record}, the same command goes on", err=True)
        raise typer.Exit(130) from None
    _print(front.summary_of(built, str(record)), as_json)
    if built.refusals and not built.pages + built.skipped:
        raise typer.Exit(1)


def _agent(told: str) -> str:
    if told and not (told.isascii() and told.isprintable() and told[0].isalnum()):
        raise typer.BadParameter(f"{told!r} is no name to be known by; write it like 'Example Desk/1.0 (+https://...)'")
    return told


@app.command(rich_help_panel=MAKE)
def fetch(
    addresses: Annotated[
        list[str],
        typer.Argument(
            metavar="URL", help="Addresses of feeds, sitemaps and pages, in any mix; told apart by content."
        ),
    ],
    warc: Annotated[
        Path, typer.Option("--warc", "-w", metavar="FILE.warc.gz", help="The WARC file to make or to add to.")
    ],
    every: Annotated[
        float | None,
        typer.Option(parser=_seconds, metavar="TIME", help="Go on: look again every 15m (or 90s, 2h, 1d)."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Pages at most of one feed or sitemap, the newest.")] = 100,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Pass over what a feed dates before this day."),
    ] = None,
    rate: Annotated[float, typer.Option(min=0.001, help="Requests a second to one host.")] = 1.0,
    max_size: Annotated[int, typer.Option(min=1, metavar="MB", help="Megabytes a page may have, unpacked.")] = 10,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Seconds a page may take in all.")] = 60.0,
    agent: Annotated[
        str,
        typer.Option(
            callback=_agent,
            metavar="NAME",
            envvar="ONRECORD_AGENT",
            help="Who asks: a name and where to reach you.",
            show_default=False,
        ),
    ] = "",
    private: Annotated[
        bool, typer.Option("--allow-private", help="Also read from your own network (private and local addresses).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fetch pages from feeds, sitemaps and addresses into a WARC file for `build`.

    Slowly and politely: what robots.txt forbids is not asked for, and what its
    owner reserves against text and data mining is not kept; both are listed,
    and noted in the file. A later run asks only for what is new or changed.

    Examples:
        onrecord fetch https://example.org/news.xml --warc news.warc.gz
        onrecord fetch https://example.org/sitemap.xml --since 2031-04-01 --warc news.warc.gz
        onrecord fetch $(cat feeds.list) --every 15m --warc news.warc.gz \\
            --agent "Example Desk/1.0 (+https://example.net/reading)"
        onrecord build news.warc.gz --record news.db
    """
    try:
        from onrecord.fetch import Options
        from onrecord.fetch import fetch as rounds
        from onrecord.serve import fetched
        from onrecord.serve.meter import Meter

        options = Options(
            agent=agent or fetched.agent(),
            rate=rate,
            size=max_size * 1_000_000,
            seconds=timeout,
            limit=limit,
            since=since.date() if since else None,
            private=private,
            every=every,
        )
        with Meter(_console(stderr=True)) as meter:
            for told in rounds(addresses, warc, options, progress=meter):
                _print(told, as_json)
    except KeyboardInterrupt:
        typer.echo(f"onrecord: stopped; the pages so far are kept in {warc}, the same command goes on", err=True)
        raise typer.Exit(130) from None
    if fetched.is_empty(told):
        raise typer.Exit(1)


@app.command(rich_help_panel=READ)
def show(
    record: RecordFile,
    name: Annotated[str | None, typer.Argument(metavar="ID", help="Any row's id, or its beginning.")] = None,
    review: Annotated[bool, typer.Option("--review", help="List the statements a person should look at.")] = False,
    as_json: Json = False,
) -> None:
    """Show what a record holds, or one row of it with its cited line.

    A row is shown with its cited words marked in their line. Statements that
    wait for a person's look stand on their page and in the review list only.
    ID@BUILD is the row as it stood when that build had ended.

    Examples:
        onrecord show news.db
        onrecord show news.db s3f2a9c01
        onrecord show news.db s3f2a9c01@4
        onrecord show news.db --review
    """
    from onrecord.serve import front

    with _open(record) as held:
        desk = _desk(held)
        if name is not None and "@" in name:
            _print(front.shown_then(desk, *_then(held, name)), as_json)
        elif name is not None:
            _print(front.shown_of(desk, name), as_json)
        elif review:
            _print(front.review_of(desk), as_json)
        else:
            _print(front.overview_of(desk, settled=held.settled), as_json)


@app.command(rich_help_panel=READ)
def why(
    record: RecordFile,
    name: Annotated[str, typer.Argument(metavar="ID", help="Any row's id, or its beginning.")],
    as_json: Json = False,
) -> None:
    """Go from any row back to raw bytes.

    Prints the cited line, the page, the file with its hash and the place in it,
    the rule and versions that read it, what its names and dates were taken
    from, and the other rows that decided it.

    Examples:
        onrecord why news.db s3f2a9c01
    """
    from onrecord.serve.passing import trail_of

    with _open(record) as held:
        _print(trail_of(_desk(held), name, where=held.where).why, as_json)


def _then(held: Record, name: str) -> tuple[str, Any]:
    """The kind and the row that ID@BUILD names."""
    from onrecord.store.history import row_at

    row, _, build = name.partition("@")
    if not build.isdecimal():
        raise typer.BadParameter(f"{name!r}: write a row of an earlier build as ID@BUILD, like s3f2a9c01@4")
    return row_at(held, row, int(build))


@app.command(rich_help_panel=READ)
def changes(
    record: RecordFile,
    since: Annotated[
        str | None,
        typer.Option(metavar="BUILD|DAY", help="Changes after this build, or from this day on (2031-04-03)."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Items of a section at most.")] = 20,
    as_json: Json = False,
) -> None:
    """Tell what is new: the last build's changes, or all since a build or day.

    New accounts that differ and differences that are gone, later values of
    figures, new origins, other speakers and days, offices, listings, reports
    and pages; each with the line that caused it.

    Examples:
        onrecord changes news.db
        onrecord changes news.db --since 4
        onrecord changes news.db --since 2031-04-03 --json
    """
    from onrecord.serve import news
    from onrecord.store import history

    with _open(record) as held:
        built = history.builds(held)
        first = news.build_before(built, since, held)
        found = history.changes(held, first)
        _print(news.news_of(_desk(held), found, built, first, limit=limit), as_json)


@app.command(rich_help_panel=READ)
def search(
    record: RecordFile,
    words: Annotated[
        str, typer.Argument(help="Words to look for; quote several. None: all that the options leave.")
    ] = "",
    speaker: Annotated[str | None, typer.Option(help="Only statements reported of this speaker.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only what this outlet published.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="From this day on (2031-04-03).")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to this day.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only rows of this kind.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 20,
    as_json: Json = False,
) -> None:
    """Find words in pages, statements, figures and names.

    Every word must be there; "words in double quotes" stand together and
    word* finds what begins so. Without words the newest rows stand first.

    Examples:
        onrecord search news.db "sluice gates"
        onrecord search news.db dam --speaker "Oda Brenn" --from 2031-04-01
        onrecord search news.db families --kind figures --json
        onrecord search news.db --outlet "Tavra Courier" --from 2031-04
    """
    from onrecord.serve.finds import finds_of
    from onrecord.serve.listed import listed
    from onrecord.store.search import find
    from onrecord.store.seeking import EVERYWHERE, Narrowing

    wanted = Narrowing(kind.value if kind else None, speaker, outlet, since, until)
    if not words.strip() and wanted == EVERYWHERE:
        raise typer.BadParameter("name a word to look for, or an option that narrows the search")
    with _open(record) as held:
        found = find(held, words, wanted, limit=limit) if words.strip() else listed(held, wanted, limit=limit)
        _print(finds_of(_desk(held), words, found.found), as_json)


@app.command(rich_help_panel=MAKE)
def vectors(record: RecordFile) -> None:
    """Let a record be searched by meaning: compute what is missing for it.

    A vector is kept for every statement and for the title of every page. Run
    it again after a build; stopped, it goes on where it was. It takes a few
    milliseconds a statement, and needs onrecord[en].

    Examples:
        onrecord vectors news.db
    """
    from onrecord.store.vectors import compute

    with _open(record) as held, _console(stderr=True).status("vectors") as shown:
        try:
            written = compute(held, lambda done, of: shown.update(f"vectors: {done:,} of {of:,}"))
        except KeyboardInterrupt:
            typer.echo(
                f"onrecord: stopped; the vectors so far are kept in {record}, the same command goes on", err=True
            )
            raise typer.Exit(130) from None
    typer.echo(f"{record}: {written:,} vectors written")


@app.command(rich_help_panel=READ)
def serve(
    record: RecordFile,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8080,
    host: Annotated[
        str, typer.Option(help="The address; with --users it may be one that others reach, such as 0.0.0.0.")
    ] = "127.0.0.1",
    users: Annotated[
        bool, typer.Option("--users", help="Let in whoever has an account, and nobody else: onrecord user add.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name under which the server is asked, such as record.example."),
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The address of the proxy that speaks https with browsers."),
    ] = None,
    by: Annotated[str, typer.Option(help="Who decides, where nobody logs in.", envvar="USER")] = "unknown",
) -> None:
    """Read, search and compare a record in the browser, on this machine.

    Every screen works without scripts and loads nothing from anywhere else.
    Ctrl-C ends it. Without --users it answers this machine alone, and whoever
    sits at it may do everything; see docs/howto-accounts.md.

    Examples:
        onrecord serve news.db
        onrecord serve news.db --port 9000
        onrecord serve news.db --users --allow-host record.example --proxy 127.0.0.1
    """
    from contextlib import suppress

    from onrecord.serve.web import server

    place = server.Place(host, port, users, tuple(allow_host or ()), proxy, by)
    with suppress(KeyboardInterrupt):
        server.serve(record, place, ready=lambda at: typer.echo(f"{record} is served at {at}"))


@app.command(rich_help_panel=GIVE)
def export(
    record: RecordFile,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder for the files; made when missing.")],
    format: Annotated[Format, typer.Option(help="The format of the files.")] = Format.jsonl,
    text: Annotated[
        Carried, typer.Option(help="Page text that leaves: all, cited words only, or none.")
    ] = Carried.full,
    as_json: Json = False,
) -> None:
    """Write the record as files, one for each kind of row.

    Page text belongs to its publishers: --text full is for your own machine,
    --text cites for what goes to others.

    Examples:
        onrecord export news.db out/ --format jsonl
        onrecord export news.db for-partners/ --format parquet --text cites
    """
    from onrecord.store.export import export as write

    with _open(record) as held:
        _print(write(held, folder, format=format.value, text=text.value), as_json)


@app.command(rich_help_panel=GIVE)
def report(
    record: RecordFile,
    file: Annotated[Path, typer.Argument(metavar="FILE.html", help="The page to write.")],
    text: Annotated[
        Carried, typer.Option(help="Page text on the page: whole paragraphs, cited lines, or none.")
    ] = Carried.cites,
    title: Annotated[str | None, typer.Option(help="The page's heading.")] = None,
    made: Annotated[str, typer.Option(metavar="DAY", help="A day to print on the page; none unless given.")] = "",
    as_json: Json = False,
) -> None:
    """Write the record as one HTML page that opens anywhere, without a network.

    The page carries the cited lines, not the pages they come from, unless
    --text full asks for whole paragraphs.

    Examples:
        onrecord report news.db news.html
        onrecord report news.db news.html --title "The dam, April to June" --made 2031-07-01
    """
    from onrecord.serve import front
    from onrecord.serve import report as page

    with _open(record) as held:
        whole = front.front_of(_desk(held, text.value), title=title, made=made, settled=held.settled)
    _print(page.write(whole, file), as_json)


@app.command(rich_help_panel=GIVE)
def forget(
    record: RecordFile,
    what: Annotated[str, typer.Argument(metavar="PAGE|SOURCE|PERSON", help="A page's id, a source or a person.")],
    reason: Annotated[str, typer.Option("--why", prompt="Why", help="The reason, kept without the words.")],
    by: Annotated[str, typer.Option(help="Who decides.", envvar="USER")] = "unknown",
    pages: Annotated[bool, typer.Option("--pages", help="Of a person, also the pages that name them.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Take a page, a source or a person out of the record, for good.

    The words go from text, claims, search and later exports, and a later build
    does not bring them back. Exports and reports made earlier stay where they
    are: take them back yourself.

    Examples:
        onrecord forget news.db pages/old.html --why "takedown of 3 May"
        onrecord forget news.db "Ilo Venn" --why "private person" --yes
    """
    from onrecord.serve.intake.clearing import clear
    from onrecord.settling import settle
    from onrecord.store.forget import forget as drop

    with _open(record) as held:
        if not yes:
            typer.confirm(f"Forget {what} in {record}? This cannot be undone", abort=True, err=True)
        gone = drop(held, what, by=f"person:{by}", why=reason, pages=pages)
        clear(held)
        settle(held)
    _print(gone, as_json)


@app.command(rich_help_panel=GIVE)
def judge(
    record: RecordFile,
    row: Annotated[
        str, typer.Argument(metavar="ID", help="A statement, figure, entity or conflict; for withdraw the judgement.")
    ],
    decision: Annotated[
        str,
        typer.Argument(
            metavar="DECISION",
            help="confirm, reject, speaker, said, span; value, as_of of a figure; same, apart of an entity; conflict; "
            "withdraw.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="[VALUE]", help="What is right: a speaker, day, place or number; the other entity, or the page."
        ),
    ] = "",
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "",
    by: Annotated[str, typer.Option(help="Who decides.", envvar="USER")] = "unknown",
    as_json: Json = False,
) -> None:
    """Confirm, reject or correct a row, or say who is whom; every later build keeps the decision.

    The decision is tied to the page's text and the quoted words. It is a row
    of its own with who, when and why, and can be withdrawn. A rule's joining of
    two names is taken back in the same way, and never done again.

    Examples:
        onrecord show news.db --review
        onrecord judge news.db s0d79a7 confirm --why "heard the tape"
        onrecord judge news.db s0d79a7 speaker "Ada Lindqvist"
        onrecord judge news.db s0d79a7 reject --why "a film title"
        onrecord judge news.db e91c04d same e7720fe --why "she married in May"
        onrecord judge news.db e91c04d apart p52aa90 --why "the striker, not the mayor"
        onrecord judge news.db f3f81c2 value 1500..1900
        onrecord judge news.db l2fa29f conflict "not comparable"
        onrecord judge news.db j3f81c2 withdraw
    """
    from onrecord import store
    from onrecord.settling import settle

    now = _now().isoformat(timespec="seconds")
    with _open(record) as held:
        if decision == "withdraw":
            kind, made = held.row(row)
            if kind != "judgements":
                raise NotOnRecord(f"{row} is a row of {kind}; only decisions are withdrawn: onrecord show {record}")
            made = store.undo(held, made, by=f"person:{by}", why=why, at=now)
        else:
            made = store.decide(held, row, decision, value, by=f"person:{by}", why=why, at=now)
        settle(held)
        made = held.row(made.id)[1]
    _print(made, as_json)


user = typer.Typer(
    name="user",
    help="Accounts of those who may ask over the network: onrecord serve --users.",
    rich_markup_mode="rich",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(user, rich_help_panel=LET_IN)

AccountName = Annotated[str, typer.Argument(metavar="NAME", help="The account's name: a-z 0-9 . _ @ -")]
By = Annotated[str, typer.Option(help="Who decides, for the audit log.", envvar="USER")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
]


def _password(from_input: bool) -> str:
    # Never an argument: whoever lists the processes of the machine, or reads the shell's history, would see it.
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _now() -> datetime:
    return datetime.now(UTC)


@user.command("add")
def user_add(
    record: RecordFile,
    name: AccountName,
    role: Annotated[Role, typer.Option(help="What the account may do.")] = Role.reader,
    from_input: FromInput = False,
    by: By = "unknown",
) -> None:
    """Make an account; its password is asked for.

    A reader reads and searches, a reviewer also judges rows and names, an editor
    also adds pages and brings in decisions, an admin also manages accounts.

    Examples:
        onrecord user add news.db mira --role admin
        pass show onrecord/ada | onrecord user add news.db ada --role reviewer --password-stdin
    """
    from onrecord.serve.accounts import accounts

    with _open(record) as held:
        made = accounts.add(held, name, role.value, _password(from_input), by=f"shell:{by}", at=_now())
    typer.echo(f"{made.name} may log in as {made.role}; let others in with: onrecord serve {record} --users")


@user.command("list")
def user_list(record: RecordFile, as_json: Json = False) -> None:
    """List the accounts, with the tokens that stand.

    Examples:
        onrecord user list news.db
    """
    from onrecord.serve.accounts import printing

    with _open(record) as held:
        _print(printing.users_of(held, _now()), as_json)


@user.command("role")
def user_role(record: RecordFile, name: AccountName, role: Role, by: By = "unknown") -> None:
    """Give an account another role, from its next request on.

    Examples:
        onrecord user role news.db ada editor
    """
    from onrecord.serve.accounts import accounts

    with _open(record) as held:
        accounts.set_role(held, name, role.value, by=f"shell:{by}", at=_now())
    typer.echo(f"{name} is {role.value} now")


@user.command("password")
def user_password(record: RecordFile, name: AccountName, from_input: FromInput = False, by: By = "unknown") -> None:
    """Give an account another password; it is logged out everywhere.

    Examples:
        onrecord user password news.db ada
    """
    from onrecord.serve.accounts import accounts

    with _open(record) as held:
        accounts.set_password(held, name, _password(from_input), by=f"shell:{by}", at=_now())
    typer.echo(f"{name} has another password and is logged out everywhere")


@user.command("remove")
def user_remove(
    record: RecordFile,
    name: AccountName,
    by: By = "unknown",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """End an account with its sessions and tokens.

    Its name stays beside its decisions and in the audit log, and is never
    given to somebody else.

    Examples:
        onrecord user remove news.db ada
    """
    from onrecord.serve.accounts import accounts

    with _open(record) as held:
        if not yes:
            typer.confirm(f"End the account of {name}? The name cannot be given again", abort=True, err=True)
        accounts.remove(held, name, by=f"shell:{by}", at=_now())
    typer.echo(f"{name} has no account any more")


@user.command("token")
def user_token(
    record: RecordFile,
    name: AccountName,
    label: Annotated[str, typer.Option("--for", metavar="WORDS", help="What the token is for.")] = "",
    role: Annotated[Role, typer.Option(help="What the token may do; at most what its account may.")] = Role.reader,
    days: Annotated[int, typer.Option(min=1, max=365, help="How long it holds.")] = 90,
    revoke: Annotated[str, typer.Option(metavar="ID", help="End the token of this id instead.")] = "",
    by: By = "unknown",
    as_json: Json = False,
) -> None:
    """Make a token with which a program asks in an account's name, or end one.

    It is printed once and kept nowhere. A program sends it as
    "Authorization: Bearer TOKEN".

    Examples:
        onrecord user token news.db ada --for "nightly figures"
        onrecord user token news.db ada --revoke k0d79a7c41f2
    """
    from onrecord.serve.accounts import printing, tokens  # noqa: F401  (printing says how a token reads)

    with _open(record) as held:
        if revoke:
            tokens.revoke(held, revoke, whose=name, by=f"shell:{by}", at=_now())
            typer.echo(f"{revoke} is worth nothing any more")
            return
        made = tokens.make(held, name, label, role.value, days=days, by=f"shell:{by}", at=_now())
    _print(made, as_json)


@app.command(rich_help_panel=LET_IN)
def audit(
    record: RecordFile,
    who: Annotated[str, typer.Option(metavar="NAME", help="Only what this account did.")] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="From this day on (2031-04-03).")] = "",
    limit: Annotated[int, typer.Option(min=1, help="Lines at most, the latest first.")] = 100,
    as_json: Json = False,
) -> None:
    """Tell who did what, to which row and when.

    Lines are only ever added. They hold names and ids, and no words of pages.

    Examples:
        onrecord audit news.db
        onrecord audit news.db --who ada --since 2031-04-03
    """
    from onrecord.serve.accounts import audit as lines
    from onrecord.serve.accounts import printing

    with _open(record) as held:
        _print(printing.Log(lines.log(held, who=who, since=since, limit=limit).entries), as_json)


@app.command(rich_help_panel=GIVE)
def judgements(
    record: RecordFile,
    take: Annotated[
        Path | None,
        typer.Option(
            "--take", metavar="FILE", exists=True, dir_okay=False, help="Take in a file, all of it or nothing."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write what people decided as JSON lines, or take in what was written from another record.

    A judgement holds wherever the same text is on record, and waits where it is
    not. Taking a file in twice changes nothing.

    Examples:
        onrecord judgements news.db > judgements.jsonl
        onrecord judgements other.db --take judgements.jsonl
    """
    from onrecord import store

    with _open(record) as held:
        if take is None:
            for line in store.lines_of(held):
                typer.echo(line, nl=False)
        else:
            from onrecord.settling import settle

            with take.open("rb") as file:
                told = store.bring(held, file)
            settle(held)
            _print(told, as_json)


def _open(record: Path) -> Record:
    from onrecord.store import Record

    return Record.open(record)


def _desk(record: Record, text: Text = "cites") -> Desk:
    from onrecord.serve.desk import Desk
    from onrecord.serve.holdings import Holdings

    return Desk(Holdings(record), text=text)


def _console(*, stderr: bool = False) -> Console:
    """A console; away from a terminal nothing is wrapped, so that a line stays a line for grep."""
    from rich.console import Console

    console = Console(stderr=stderr)
    return console if console.is_terminal else Console(stderr=stderr, width=UNWRAPPED)


UNWRAPPED = 100_000
"""Columns when the output is no terminal."""


def _print(view: object, as_json: bool) -> None:
    from onrecord.serve import terminal

    if as_json:
        typer.echo(terminal.json_of(view))
    else:
        terminal.show(_console(), view)


def main(run: Callable[[], None] = app) -> None:
    """Run the command line. An error of ours is one line on stderr and exit code 1; `--debug` shows its traceback."""
    try:
        run()
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        typer.echo(f"onrecord: {told_of(error)}", err=True)
        sys.exit(1)


NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors of the system that are none of onrecord: a full disk or quota."""


def told_of(error: Exception) -> str:
    """An error as one line for a person."""
    words = " ".join(str(error).split())
    if isinstance(error, OnRecordError):
        return words
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return f"{error.filename or 'the output'}: {error.strerror}; make room and run this again"
    return f"this is an error in onrecord ({type(error).__name__}: {words}); run again with --debug and report it"


if __name__ == "__main__":
    main()
