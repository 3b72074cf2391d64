"""Read-only views, by topic; `Reader` puts them behind the domain's port."""

from storage.reader.acting import Act, Acting
from storage.reader.noticing import NoticeReader
from storage.reader.reader import Reader

__all__ = ["Act", "Acting", "NoticeReader", "Reader"]
