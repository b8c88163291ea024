"""What messages are for: the purposes of consent, without those of no message."""

PURPOSES = [
    ("care", "Care"),
    ("advert", "Advert"),
    ("transaction", "Transaction"),
    ("survey", "Survey"),
]
