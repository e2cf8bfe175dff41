"""Which screens are there, and how is each of them answered?"""

from __future__ import annotations

from onrecord.serve.web.asking import Answering
from onrecord.serve.web.screens.account import account
from onrecord.serve.web.screens.actor import actor
from onrecord.serve.web.screens.add import add, delivery
from onrecord.serve.web.screens.api import api
from onrecord.serve.web.screens.changes import changes
from onrecord.serve.web.screens.conflicts import conflicts
from onrecord.serve.web.screens.designations import designations
from onrecord.serve.web.screens.login import login
from onrecord.serve.web.screens.map import world
from onrecord.serve.web.screens.network import network
from onrecord.serve.web.screens.overview import overview
from onrecord.serve.web.screens.quality import quality
from onrecord.serve.web.screens.reader import reader
from onrecord.serve.web.screens.review import judgements, review
from onrecord.serve.web.screens.row import row
from onrecord.serve.web.screens.search import search
from onrecord.serve.web.screens.series import series
from onrecord.serve.web.screens.statement import statement
from onrecord.serve.web.screens.story import story
from onrecord.serve.web.screens.timeline import timeline
from onrecord.serve.web.screens.users import audit_log, users
from onrecord.serve.web.screens.utterance import utterance
from onrecord.serve.web.screens.why import why

SCREENS: tuple[tuple[str, str, Answering], ...] = (
    ("/", "overview.html", overview),
    ("/search", "search.html", search),
    ("/conflicts", "conflicts.html", conflicts),
    ("/changes", "changes.html", changes),
    ("/designations", "designations.html", designations),
    ("/timeline", "timeline.html", timeline),
    ("/network", "network.html", network),
    ("/map", "map.html", world),
    ("/review", "review.html", review),
    ("/judgements.jsonl", "", judgements),
    ("/quality", "quality.html", quality),
    ("/api", "api.html", api),
    ("/page/{name}", "reader.html", reader),
    ("/statement/{name}", "statement.html", statement),
    ("/utterance/{name}", "utterance.html", utterance),
    ("/actor/{name}", "actor.html", actor),
    ("/series/{name}", "series.html", series),
    ("/story/{name}", "story.html", story),
    ("/why/{name}", "why.html", why),
    ("/row/{name}", "", row),
    ("/add", "add.html", add),
    ("/add/{name}", "delivery.html", delivery),
)
"""Address, template and the function that answers; its JSON and CSV stand at the same address with `.json` and
`.csv` after it."""

ACCOUNT_SCREENS: tuple[tuple[str, str, Answering], ...] = (
    ("/login", "login.html", login),
    ("/account", "account.html", account),
    ("/users", "users.html", users),
    ("/audit", "audit.html", audit_log),
)
"""The screens there are besides where there are accounts."""
