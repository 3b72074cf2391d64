"""The database: tables, the desk that writes, the readers, the outbox."""

from storage.errors import StorageUnusable
from storage.opening import Storage, open_storage

__all__ = ["Storage", "StorageUnusable", "open_storage"]
