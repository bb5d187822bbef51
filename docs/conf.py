"""The site of the documentation, made by Sphinx: `nox -s site`. Neither it nor its pages ask for the internet."""

from __future__ import annotations

import sys
from pathlib import Path

from napd import __version__

sys.path.insert(0, str(Path(__file__).parent))

project = "napd"
release = version = __version__
copyright = "the makers of napd, EUPL-1.2"  # noqa: A001 - Sphinx calls it so
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "made"]
exclude_patterns = ["made"]

myst_heading_anchors = 4
default_role = "py:obj"  # docstrings write names in single backticks
smartquotes = False  # they would make a dash of the two of an option

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True}
autodoc_preserve_defaults = True
autoclass_content = "class"
napoleon_use_ivar = True
python_maximum_signature_line_length = 88
toc_object_entries = False

html_theme = "furo"
html_title = f"napd {release}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_static_path = ["made/static"]
html_css_files = ["napd.css"]
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f4e79", "color-brand-content": "#1f4e79"},
    "dark_css_variables": {"color-brand-primary": "#9cc3e6", "color-brand-content": "#9cc3e6"},
}
