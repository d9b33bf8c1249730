"""Pages that anyone may open. Every other page asks for sign-in."""

from django.contrib.auth.decorators import login_not_required

# A visible decorator on the view, and a line in tests/test_architecture.py: two decisions, made on purpose.
public = login_not_required
