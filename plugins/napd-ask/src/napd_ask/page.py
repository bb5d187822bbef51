"""The page: the same questions in one file of HTML, which asks nothing of the internet and keeps nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from napd import __version__
from napd.plugin import Texts, on_page
from napd_ask.inquiry import Inquiry
from napd_ask.page_data import page_data, page_words


def page(inquiry: Inquiry, words: Texts, tell: Texts, translated: Mapping[str, Any] | None = None) -> str:
    """A page that asks; it walks the same decision diagram.

    Args:
        inquiry: what is asked.
        words: napd's texts of the language.
        tell: the texts of this distribution.
        translated: sentences of another language, by the keys of `page_words`; what is not there is in the language.
    """
    said = page_words(inquiry, words, tell) | dict(translated or {})
    said["page.copyright"] = said["page.copyright"].format(__version__, inquiry.advice.version)
    style, script = _file("page.css"), "".join(map(_file, ("knowledge.js", "diagram.js", "result.js", "page.js")))
    data = _inert({"data": page_data(inquiry), "words": said})
    text = _file("page.html")
    parts = {
        "language": said["page.language"], "title": said["title"], "policy": _policy(style, script),
        "no_script": said["page.no_script"], "generator": f"napd {__version__}",
    }  # fmt: skip
    for key, part in parts.items():
        text = text.replace(f"{{{{{key}}}}}", escape(on_page(str(part))))
    before = "".join(f"<p>{escape(on_page(line))}</p>" for line in said["before"])
    return (
        text.replace("{{before}}", before).replace("{{style}}", style)
        .replace("{{data}}", data).replace("{{script}}", script)
    )  # fmt: skip


def _inert(data: Any) -> str:
    """JSON that ends no element, whatever the sentences in it hold."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere but this style and this script, and nothing sent to anywhere."""
    allowed = f"style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def _file(name: str) -> str:
    return (files("napd_ask") / "static" / name).read_text(encoding="utf-8")
