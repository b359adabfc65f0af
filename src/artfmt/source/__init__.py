"""What bytes came from where: sources, places in them, findings, errors, files, Git. Nothing here knows an article."""
