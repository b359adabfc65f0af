"""Digests of bytes: BLAKE2b (RFC 7693)."""

from __future__ import annotations

try:  # what hashlib has, without OpenSSL, which takes longer to load than all else that a short run needs
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
