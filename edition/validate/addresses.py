"""Addresses (URIs) as files and schemas name them, whatever they hold."""

from urllib.parse import SplitResult, urlsplit


def split_address(address: str) -> SplitResult:
    """The parts of an address; one that breaks the rules (`http://[x`) is of a scheme nobody knows."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("invalid", "", address, "", "")
