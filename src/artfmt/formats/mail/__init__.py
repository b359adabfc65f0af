"""Mail: a message, or a mailbox of several."""
