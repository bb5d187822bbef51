"""A page by hand that is as it should be, and what can be wrong with one: what the checks have to find."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
body { margin: 1rem; font: 1rem/1.5 sans-serif; color: #111; background: #fff }
a, button, input, summary { min-height: 24px }
:focus-visible { outline: 3px solid #0b3d91; outline-offset: 2px }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; background: #fff }
nav a { display: inline-block; padding: .5rem }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
label { display: inline-block; min-height: 24px; padding: .25rem }
fieldset, form { max-width: 100%; min-width: 0 }
fieldset input { width: 24px; height: 24px }
[role=region] { overflow-x: auto }
td, th { min-width: 9rem }
th a { display: inline-block }
section { padding: .5rem }
@media print { nav, form { display: none } [role=region] { overflow: visible } td, th { min-width: 0 } }
"""
SCRIPT = 'document.querySelector("form").hidden = false;'
MAIN = """
<h1>Rondes FICTIEF</h1>
<p>Een zin met <a href="#tabel">een verwijzing</a> erin.</p>
<section id="kaart"><h2>Kaart</h2>
<fieldset><legend>Indicator</legend>
<label><input type="radio" name="kaart" checked> Regioplan</label>
<label><input type="radio" name="kaart"> Preventiescan</label></fieldset>
<p><span class="chip gerealiseerd">✓ gerealiseerd</span></p></section>
<section id="tabel"><h2>Tabel</h2>
<form hidden><label for="filter">Zoek een regio</label> <input type="search" id="filter"></form>
<div role="region" aria-label="Regio's" tabindex="0"><table><caption>Regio's</caption>
<tr><th scope="col">Regio</th><th scope="col">Regioplan</th><th scope="col">Preventiescan</th></tr>
<tr><th scope="row"><a href="#kaart">Delft</a></th><td>gerealiseerd</td><td>niet-op-gang</td></tr></table></div>
</section>
"""


def hashed(text):
    """The source of a Content-Security-Policy that lets this very text through."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def document(main=MAIN, *, style=STYLE, script=SCRIPT, extra=""):
    """A page with this main part. Its policy knows style and script; it knows nothing of `extra`."""
    policy = f"default-src 'none'; style-src {hashed(style)}; script-src {hashed(script)}"
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Rondes</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{style}</style></head><body>'
        '<header><a class="skip" href="#inhoud">Naar de inhoud</a>'
        '<nav aria-label="Rondes"><a href="#kaart" aria-current="page">2025-12</a> <a href="#tabel">2025-06</a></nav>'
        f'</header><main id="inhoud" tabindex="-1">{main}</main><script>{script}</script>{extra}</body></html>'
    )


H1 = "<h1>Rondes FICTIEF</h1>"
LONG = "Beleidsontwikkelingsprogramma" * 3
AXE = {
    "svg-img-alt": (H1, H1 + '<svg role="img" width="9" height="9"></svg>'),
    "label": ('<label for="filter">', "<label>"),
    "heading-order": ("<h2>Kaart</h2>", "<h4>Kaart</h4>"),
    "scope-attr-valid": ('<th scope="row">', '<th scope="left">'),
    "color-contrast": "td { color: #999 }",
    "color-contrast (not measured)": "fieldset { background: linear-gradient(red, blue) }",
    "target-size": "nav a { line-height: 8px; height: 8px; min-height: 0; width: 8px; padding: 0; overflow: hidden }",
}
"""What axe-core has to find: what is added to the style, or what in the main part makes place for what."""
LAYOUT = {
    "reflow": (H1, f"<h1>{LONG}</h1>"),
    "regions": (' aria-label="Regio\'s" tabindex="0"', ""),
    "cut": "h2 { width: 2rem; overflow: hidden; white-space: nowrap }",
    "spills": ".chip { display: inline-block; width: 2rem; white-space: nowrap }",
    "overlaps": "h2 + fieldset { margin-top: -3rem }",
    "targets": "nav a { line-height: 16px; min-height: 0; padding: 0 }",
    'chip.gerealiseerd "✓"': ("✓ gerealiseerd", "✓"),
    'chip.gerealiseerd "gerealiseerd"': ("✓ gerealiseerd", "gerealiseerd"),
}
WALK = {
    "out of order": ('<a href="#kaart">', '<a tabindex="5" href="#kaart">'),
    "under ": "nav { position: fixed; inset: 30% 0 auto; height: 70%; z-index: 1; background: #fff }",
    "out of sight": ".skip:focus { left: -99rem }",
    "the focus cannot be seen: a": "a:focus-visible { outline: none }",
    "the focus cannot be seen: input": "input:focus-visible { outline-color: #eee }",
}
MOTION = {"moves": "section { transition: all 1s }", "moves: section": "section { scroll-behavior: smooth }"}


def defective(*defects):
    """The page with these defects."""
    main, style = MAIN, STYLE
    for defect in defects:
        if isinstance(defect, str):
            style += defect
            continue
        old, new = defect
        assert main.count(old) == 1, f"{old!r} has to be there once"
        main = main.replace(old, new)
    return document(main, style=style)


BREACHES = {
    "asks for http": '<img alt="" src="http://localhost:9/pixel.png">',
    # Fired at once: Chromium from 150 on looks at a handler only when it is needed
    "Executing inline event handler violates": '<details open ontoggle="gone()"><summary>x</summary>y</details>',
    "Applying inline style violates": '<p style="color: red">x</p>',
    "Executing inline script violates": "<script>gone()</script>",
    "console": "",
}
"""What the watch has to say, and what in a page makes it say so."""
