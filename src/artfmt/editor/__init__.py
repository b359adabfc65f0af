"""What an editor asks of the article in a buffer; the server that speaks its protocol is ``artfmt.editor.server``."""
