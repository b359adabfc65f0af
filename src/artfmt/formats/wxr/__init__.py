"""WXR: exports of WordPress sites."""
