"""What all verbs share: finding them, their options, text for people, and how errors end."""
