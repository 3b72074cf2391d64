"""Reads an SVG from standard input and writes the PNG to standard output; see `apart`."""

import sys

from .render import render_png

sys.stdout.buffer.write(render_png(sys.stdin.buffer.read().decode()))
