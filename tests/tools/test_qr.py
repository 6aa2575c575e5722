"""The code of a link on a paper."""

import pytest
import segno

from tools.documents.typst.qr import masked

LINKS = [f"https://{'shop.' * of}example.com/q/autoparts.{'aB3_-Zq' * of}" for of in (1, 2, 3, 4, 6)]


@pytest.mark.parametrize("link", LINKS, ids=len)
def test_the_code_of_a_link_is_the_one_that_the_library_chooses_by_itself(link: str) -> None:
    chosen = segno.make(link, error="q", micro=False)
    assert [bytes(row) for row in masked(link).matrix] == [bytes(row) for row in chosen.matrix]
