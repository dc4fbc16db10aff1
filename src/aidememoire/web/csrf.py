"""In: a request that changes something. Out: whether a page of ours sent it, by its token and by the browser's word."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

HEADER = "x-csrf-token"
FIELD = "csrf"


def token_for(key: bytes, cookie: str) -> str:
    """The token of a browser: it follows from its cookie, and only with our key."""
    return hmac.new(key, b"csrf:" + cookie.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def foreign(request: Request) -> bool:
    """Whether the browser says that another site sent it."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


async def holds_token(request: Request, token: str) -> bool:
    """Whether the request bears the token, in a header or in its form."""
    given = request.headers.get(HEADER, "")
    if not given and request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        fields = parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=200)
        given = next((value for name, value in fields if name == FIELD), "")
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())
