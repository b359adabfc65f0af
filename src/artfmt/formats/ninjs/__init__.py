"""ninjs: news in JSON, as agencies exchange it."""
