"""WordPress: posts as its REST API gives them."""
