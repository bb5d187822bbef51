"""Links: which addresses on the web may be followed from what napd shows."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether a text is an address on the web that may be followed: https, a host with a dot, nobody's name in it."""
    if not text.isprintable() or " " in text or "\\" in text:
        return False
    try:
        parts = urlsplit(text)
        host, user = parts.hostname or "", parts.username
    except ValueError:
        return False
    return parts.scheme == "https" and "." in host.strip(".") and user is None
