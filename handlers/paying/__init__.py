"""Paying through Telegram: invoices, the check right before the money is taken, the receipt."""
