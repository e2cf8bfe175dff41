"""Does the API answer as its document says, whatever is asked of it? Schemathesis asks, with all of its checks on."""

from __future__ import annotations

from collections.abc import Iterator

import api_examples
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.serve.api.app import api_of, routed
from onrecord.serve.api.describing import ROOT, document

EXAMPLES = 3
"""Random requests to each address, beside those that go through the edges of every parameter."""


class Later:
    """An app that is there when the tests run: requests are made up when they are collected."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


described = schemathesis.openapi.from_dict(document(routed()))
described.app = Later()


@pytest.fixture(scope="module", autouse=True)
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The API of the invented record."""
    with api_examples.record_at(tmp_path_factory.mktemp("contract") / "news.db") as record:
        described.app.app = Starlette(routes=[Mount(ROOT, api_of(record))])
        yield


@described.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_announces(case: schemathesis.Case) -> None:
    case.call_and_validate()
