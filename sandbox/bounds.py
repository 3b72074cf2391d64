"""Telegram's bounds on what is sent, by name."""

TEXT = 4096  # UTF-16 units of a message, after entities
CAPTION = 1024  # UTF-16 units of a caption, after entities
BUTTONS = 100  # inline buttons of one message
CALLBACK_DATA = 64  # bytes
COPY_TEXT = 256  # UTF-16 units
PICKED_USERS = 10  # people that one key may ask for
ALERT = 200  # characters of a callback's answer
INLINE_RESULTS = 50  # in one answer
RESULT_ID = 64  # bytes
COMMANDS = 100  # in one menu
COMMAND_DESCRIPTION = 256  # characters
DELETED_AT_ONCE = 100  # messages
UPDATES_AT_ONCE = 100  # in one getUpdates
POLL_SECONDS = 50  # of one getUpdates
INVOICE_TITLE = 32  # characters
INVOICE_DESCRIPTION = 255  # characters
INVOICE_PAYLOAD = 128  # bytes
SUGGESTED_TIPS = 4  # of one invoice
MONEY = 999_999_999_999  # minor units, of one price and of all
PHOTO_SIDES = 10_000  # pixels, width and height together
PHOTO_RATIO = 20  # longer side to shorter
