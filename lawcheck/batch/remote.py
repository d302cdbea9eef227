"""Files by path or by fsspec URL; what is not installed is said with the extra that brings it."""

from __future__ import annotations

from importlib import import_module
from typing import IO, Any

from lawcheck.model.errors import LawcheckError


class Missing(LawcheckError):
    """A component that is not installed."""


def need(module: str, extra: str) -> Any:
    """A module of an extra; Missing says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise Missing(f"需要安装组件：pip install 'lawcheck-cn[{extra}]'（{error}）") from error


def is_url(path: str) -> bool:
    return "://" in path


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it."""
    try:
        system, path = need("fsspec.core", "parquet").url_to_fs(url)
    except (ValueError, ImportError) as error:  # an unknown protocol, or one whose package is missing
        raise LawcheckError(f"{url}：{error}") from error
    return system, path


def open_bytes(path: str) -> IO[bytes]:
    """A file for reading, wherever it is."""
    if not is_url(path):
        return open(path, "rb")  # noqa: PTH123 — the caller closes it
    system, inner = filesystem(path)
    file: IO[bytes] = system.open(inner, "rb")
    return file
