"""A watch on a page: what it asks of elsewhere, what its policy stops, and what goes wrong in it."""

from __future__ import annotations


def watch(page):
    """The list that will hold the faults of a page while it is open. Chromium logs what a policy stops as an error."""
    faults: list[str] = []

    def logged(message):
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def asked(request):
        own = request.resource_type == "document" and request.url.startswith("file:")
        if not own and not request.url.startswith("data:"):
            faults.append(f"asks for {request.url}")

    def spoke(dialog):
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", logged)
    page.on("request", asked)
    page.on("dialog", spoke)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    return faults
