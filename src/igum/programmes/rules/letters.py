"""The words of letters in a programme's file: which letters there are, and what their placeholders may name."""

# A letter's key in ``data/letters.yaml``, and what the file calls it where that differs.
OWN_WORDS = {"not_chosen": "refused"}
ALWAYS = ("name", "programme", "link")
FACTS = {
    "received": ALWAYS,
    "needs_information": (*ALWAYS, "missing"),
    "offer": (*ALWAYS, "until"),
    "waiting": ALWAYS,
    "refused": ALWAYS,
    "accepted": ALWAYS,
    "withdrawn": ALWAYS,
    "offer_expired": ALWAYS,
}
# Without them nobody could answer.
NEEDED = {"offer": ("link", "until"), "needs_information": ("link",), "received": ("link",)}
