"""Handing a buy on: link, QR code, a message to forward."""
