"""One module for each way of printing findings; reporters only format."""
