"""Pure decisions of volunteering: parts of the week, vetting, hours."""
