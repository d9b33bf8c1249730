"""Pure decisions about forms: reading a definition, cleaning what was typed, and what follows from the answers."""
