"""Do the examples for notebooks run, and give what the page says?"""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

HOWTO = Path(__file__).parents[2] / "docs" / "howto-notebook.md"


def test_the_notebook_examples_give_what_they_show(settled, tmp_path, monkeypatch):
    shutil.copy(settled, tmp_path / "news.db")
    monkeypatch.chdir(tmp_path)
    # The text between the examples is prose; each fence that ends one would be read as its output.
    examples = HOWTO.read_text("utf-8").replace("```", "")
    test = doctest.DocTestParser().get_doctest(examples, {}, HOWTO.name, str(HOWTO), 0)
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0
