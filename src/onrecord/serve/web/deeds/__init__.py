"""What can a person do to the record, and to accounts, from a screen?"""

from __future__ import annotations

from onrecord.serve.intake.taking import LARGEST
from onrecord.serve.web.asking import Deed
from onrecord.serve.web.deeds import add, own, remarks, undo, users
from onrecord.serve.web.deeds.entering import log_in, log_out
from onrecord.serve.web.deeds.judge import judge, judge_all

DEEDS: tuple[Deed, ...] = (
    Deed("/judge/{name}", "reviewer", judge, "clash.html"),
    Deed("/judge", "reviewer", judge_all),
    Deed("/withdraw", "reviewer", undo.withdraw),
    Deed("/uphold/{name}", "reviewer", undo.upheld),
    Deed("/second/{name}", "reviewer", undo.seconded),
    Deed("/remark/{name}", "reviewer", remarks.remarked),
    Deed("/unremark/{name}", "reviewer", remarks.unremarked),
    Deed("/judgements", "editor", remarks.brought, largest=50_000_000),
    Deed("/settle", "editor", undo.settle),
    # Who brought what is noted in the journal of the delivery: the record may be written to for minutes meanwhile.
    Deed("/add", "editor", add.add, "add.html", largest=LARGEST, notes_itself=True),
    Deed("/add/stop/{name}", "editor", add.stop, notes_itself=True),
    Deed("/add/on/{name}", "editor", add.go_on, notes_itself=True),
)
"""Each deed: its address, who may do it, and the function that does it."""

ACCOUNT_DEEDS: tuple[Deed, ...] = (
    Deed("/login", "", log_in, "login.html", largest=20_000, status=403, notes_itself=True),
    Deed("/logout", "reader", log_out, notes_itself=True),
    Deed("/account/password", "reader", own.change_password, "account.html", notes_itself=True),
    Deed("/account/sessions", "reader", own.log_out_elsewhere, notes_itself=True),
    Deed("/account/tokens", "reader", own.make_token, "account.html", status=200, notes_itself=True),
    Deed("/account/revoke/{name}", "reader", own.revoke_token, notes_itself=True),
    Deed("/users/add", "admin", users.add_user, "users.html", notes_itself=True),
    Deed("/users/role/{name}", "admin", users.set_role, "users.html", notes_itself=True),
    Deed("/users/password/{name}", "admin", users.set_password, "users.html", notes_itself=True),
    Deed("/users/logout/{name}", "admin", users.log_user_out, "users.html", notes_itself=True),
    Deed("/users/remove/{name}", "admin", users.remove_user, "users.html", notes_itself=True),
)
"""What is done to accounts, where there are any."""
