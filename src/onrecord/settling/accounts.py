"""Where do accounts agree, change or differ: figures through time, claims, offices, events?"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord import corroborate
from onrecord.corroborate import PageFacts
from onrecord.model import Link, PageId
from onrecord.settling.going import Going
from onrecord.store import Settling


def put_accounts(going: Going) -> None:
    """Write series, and the links between figures, statements, offices and events."""
    new, found = going.new, going.held.found
    spoken = {statement: utterance.id for utterance in found.utterances for statement in utterance.statements}
    story_of = {page: story.id for story in found.stories for page in story.pages}
    _count(new, story_of, spoken, found.facts)
    said: list[Link] = []
    for block in new.grouped("statements", by=lambda said: corroborate.claim_keys(said, said.story), several=True):
        said += corroborate.weighed(block, spoken)
    new.put(corroborate.once(said, spoken))
    for block in new.grouped("offices", by=corroborate.posts_of, several=True):
        new.put(corroborate.disputed(block))
    told = new.grouped("events", by=lambda event: corroborate.event_keys(event, story_of.get(event.page)), several=True)
    for block in told:
        new.put(corroborate.dated_twice(block))


def _count(
    new: Settling, story_of: Mapping[PageId, str], spoken: Mapping[str, str], facts: Mapping[PageId, PageFacts]
) -> None:
    series, links = corroborate.followed(new.rows("figures"), story_of, facts)
    new.put([*series, *links])
    new.update("figures", ((figure, {"series": each.id}) for each in series for figure in each.figures))
    for block in new.grouped("figures", by=lambda figure: spoken.get(figure.statement), several=True):
        new.put(corroborate.relayed(block))
