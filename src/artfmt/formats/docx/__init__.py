"""docx: documents of Word and others."""
