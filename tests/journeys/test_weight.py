"""What a page costs somebody with a weak signal: bytes over the line, on the first visit and on the second."""

from typing import Any

import pytest

from tests.journeys.conftest import Arrive, Visitor

FIRST_VISIT = 160_000  # bytes; measured 87,000 to 138,000 in Hebrew, and 20,000 more in Arabic
SECOND_VISIT = 15_000


def weigh(visitor: Visitor, path: str) -> tuple[int, list[str]]:
    """Bytes received for a page and all it asks for, and the addresses fetched."""
    line = visitor.context.new_cdp_session(visitor.page)
    line.send("Network.enable")
    sent: dict[str, str] = {}
    received: dict[str, int] = {}

    def asked(event: dict[str, Any]) -> None:
        sent[event["requestId"]] = event["request"]["url"]

    def finished(event: dict[str, Any]) -> None:
        received[event["requestId"]] = int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", asked)
    line.on("Network.loadingFinished", finished)
    visitor.open(path)
    visitor.page.wait_for_load_state("networkidle")
    line.detach()
    return sum(received.values()), [sent[each] for each, size in received.items() if size and each in sent]


@pytest.mark.parametrize("language", ["he", "ar"])
@pytest.mark.parametrize("path", ["/", "/search?q=food"])
def test_a_first_visit_is_light_and_a_second_asks_for_the_page_alone(arrive: Arrive, path: str, language: str) -> None:
    visitor = arrive(language=language)

    first, fetched = weigh(visitor, path)
    second, again = weigh(visitor, path)

    assert first < FIRST_VISIT
    assert second < SECOND_VISIT
    assert len(fetched) == len(set(fetched))
    assert [each for each in again if "/static/" in each] == []
