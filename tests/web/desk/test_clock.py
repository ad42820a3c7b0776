"""A clock that jumped, as the desk sees it."""

from governance.acts.doubt_clock import doubt_clock
from governance.store.reads.clock import clock_is_doubted
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import Browser


def test_the_desk_is_told_of_a_doubted_clock_and_confirms_it(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """The warning stands on the first page until somebody says that the time is right."""
    assert "/desk/clock" not in secretary.get("/desk").text
    network.service.do(doubt_clock, now=network.now())
    page, form = secretary.form("/desk", "/desk/clock")
    answer = form.submit(secretary.client, page)
    assert answer.status_code == 200
    assert not network.service.read(clock_is_doubted)
    assert "/desk/clock" not in secretary.get("/desk").text
