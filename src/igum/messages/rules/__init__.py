"""Pure decisions about letters: numbers, wording, quiet hours, and what state a letter is in."""
