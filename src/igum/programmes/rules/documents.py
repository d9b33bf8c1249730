"""How much may be handed in for one task."""

# Returned and taken back ones count: nobody fills the disk by handing in again and again.
MOST_OF_A_TASK = 20
WORDS_LENGTH = 400
SUBJECT = "subject"
