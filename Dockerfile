# The bot in an image: docker build -t group-buy-bot .
# Built from the pins, each with its hash. What runs is Python, the pinned packages and the bot; no
# compiler and no pip. It writes to /app/data alone, so the rest may be read-only.

FROM python:3.11-slim AS packages

RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
        --only-binary :all: -r requirements.txt \
    && /venv/bin/python -m pip uninstall --yes --quiet pip setuptools


FROM python:3.11-slim

RUN python -m pip uninstall --yes --quiet --root-user-action=ignore pip setuptools wheel \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin bot \
    && mkdir -p /app/data \
    && chown bot /app/data

COPY --from=packages /venv /venv
WORKDIR /app
COPY main.py LICENSE ./
COPY bot bot
COPY domain domain
COPY handlers handlers
COPY locales locales
COPY play play
COPY sandbox sandbox
COPY storage storage
RUN /venv/bin/python -m compileall -q .

ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    LISTEN=0.0.0.0:8080 \
    INTERNAL_LISTEN=0.0.0.0:9090 \
    LOG_FORMAT=json

USER bot
VOLUME /app/data
EXPOSE 8080 9090

# Not urllib: it would ask a proxy of the environment for this machine's own address.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["python", "-c", \
    "import http.client as h; c = h.HTTPConnection('127.0.0.1', 9090, timeout=2); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]

# The process itself is told to stop, with no shell between: it finishes what has begun.
STOPSIGNAL SIGTERM
CMD ["python", "main.py", "run"]
