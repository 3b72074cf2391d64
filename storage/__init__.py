"""The database: tables, the desk that writes, the readers, the outbox."""
