"""The page that waits for a file is told by a cookie that it has come."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.middleware import ToldWhenMade


@pytest.mark.parametrize(
    ("asked", "headers", "cookies"),
    [
        ("?wait=abc123", {"Content-Disposition": "attachment"}, {"wait-abc123": "made"}),
        ("?wait=abc123", {}, {}),  # a page says itself that it is there
        ("", {"Content-Disposition": "attachment"}, {}),
        ("?wait=a%3Bb", {"Content-Disposition": "attachment"}, {}),
        ("?wait=" + "a" * 21, {"Content-Disposition": "attachment"}, {}),
    ],
)
def test_only_a_file_that_is_waited_for_is_told_of(asked, headers, cookies):
    middleware = ToldWhenMade(lambda request: HttpResponse(headers=headers))
    told = middleware(RequestFactory().get(f"/file/{asked}")).cookies
    assert {name: cookie.value for name, cookie in told.items()} == cookies
