"""Shipping requests by e-mail, through the SMTP server that the bot's owner names.

Python's own smtplib, in a thread: a request goes out once a buy, so speed is not what matters.
"""

from __future__ import annotations

import asyncio
import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from bot.delivery import Again, Delivery, Hidden, Refusal, Sent, Undeliverable
from handlers.notices.say import Dispatch

TIMEOUT = 15.0
"""Seconds for each step of the conversation with the server."""

PORTS = {"smtp": 587, "smtps": 465}
LASTING = 500
"""SMTP answers from here on are for good; below, they pass (RFC 5321, 4.2.1)."""


class Mail:
    """Sends through one server; `url` is smtp(s)://user:password@host:port, "" is none."""

    def __init__(self, url: str, sender: str) -> None:
        self._url = urlsplit(url)
        self._sender = sender

    @property
    def ready(self) -> bool:
        """Whether there is a server to send through."""
        return bool(self._url.hostname and self._sender)

    async def send(self, dispatch: Dispatch) -> Delivery:
        """Send one request; raises nothing."""
        message = self._message(dispatch)
        return await asyncio.to_thread(self._deliver, message)

    def _message(self, dispatch: Dispatch) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = dispatch.supplier.email
        message["Subject"] = " ".join(dispatch.subject.split())
        _, address = parseaddr(self._sender)
        message["Message-ID"] = f"<{dispatch.key}@{address.rpartition('@')[2]}>"
        message.set_content(dispatch.text)
        kind, _, part = dispatch.media_type.partition("/")
        message.add_attachment(
            dispatch.file.data, maintype=kind, subtype=part, filename=dispatch.file.name
        )
        return message

    def _deliver(self, message: EmailMessage) -> Delivery:
        """Hand it to the server. What hinders before that is the owner's to put right, and passes.

        After it began only what the server says tells whether it took the message.
        """
        try:
            server = self._server()
        except (smtplib.SMTPException, OSError) as error:
            return Again(f"{type(error).__name__} from the mail server")
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            return _refused(max(codes, default=LASTING), "the address was refused")
        except smtplib.SMTPSenderRefused as error:
            return Again(f"the mail server refused its sender: {error.smtp_code}")
        except smtplib.SMTPResponseException as error:
            return _refused(error.smtp_code, f"the mail server answered {error.smtp_code}")
        except smtplib.SMTPNotSupportedError:
            return Undeliverable(Refusal.REFUSED, "the mail server takes no such address")
        except (smtplib.SMTPException, OSError) as error:
            return Hidden(f"{type(error).__name__} from the mail server")
        finally:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()
        return Sent(0)

    def _server(self) -> smtplib.SMTP:
        """Return the server, ready to take a message; a password goes over TLS alone."""
        host, port = self._url.hostname or "", self._url.port or PORTS[self._url.scheme]
        tls = ssl.create_default_context()
        if self._url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=tls)
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT)
        try:
            if self._url.scheme == "smtp":
                server.ehlo()
                if server.has_extn("starttls"):
                    server.starttls(context=tls)
                elif self._url.username:
                    raise smtplib.SMTPNotSupportedError("no STARTTLS")
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server


def _refused(code: int, words: str) -> Delivery:
    return Undeliverable(Refusal.REFUSED, words) if code >= LASTING else Again(words)
