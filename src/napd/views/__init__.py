"""Views: what a result says when its parts are laid side by side."""
