"""What an archive holds at a story's URL when it doesn't hold the story."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable


class Reply(NamedTuple):
    """An old answer of a site: status line, headers, body as it was sent."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


HTML = ("Content-Type", "text/html; charset=utf-8")


def page(title: str, *paragraphs: str, status: str = "200 OK") -> Reply:
    """A small page of HTML."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    body = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>'
    return Reply(status, [HTML], body.encode())


def moved(url: str, status: str = "301 Moved Permanently") -> Reply:
    """A redirect."""
    return Reply(status, [HTML, ("Location", url)], b"")


def pdf(title: str) -> bytes:
    """One page of PDF with the title on it."""
    line = f"BT /F1 18 Tf 72 720 Td ({title.encode('ascii', 'replace').decode()}) Tj ET"
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << {font} >> >>",
        f"<< /Length {len(line)} >>\nstream\n{line}\nendstream",
    )
    out, starts = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def bomb() -> Reply:
    """Sixty megabytes of zeros in a gzip body."""
    packer = zlib.compressobj(9, wbits=31)
    chunk = bytes(1 << 20)
    body = b"".join([packer.compress(chunk) for _ in range(60)]) + packer.flush()
    return Reply("200 OK", [HTML, ("Content-Encoding", "gzip")], body)


def front(url: str) -> str:
    """The home page of the URL's host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


TRAPS: dict[str, Callable[[str, str], Reply]] = {
    "gone": lambda url, title: page("404", "Page not found.", status="404 Not Found"),
    "throttled": lambda url, title: page("429 Too Many Requests", "nginx", status="429 Too Many Requests"),
    "forbidden": lambda url, title: page("403 Forbidden", "nginx", status="403 Forbidden"),
    "unavailable": lambda url, title: page(
        "503 Service Unavailable", "nginx", status="503 Service Unavailable"
    ),
    "home": lambda url, title: moved(front(url)),
    "loop": lambda url, title: moved(f"{url}?again=1", "302 Found"),
    "off": lambda url, title: moved("http://parking.example/offer", "302 Found"),
    "soft-404": lambda url, title: page(
        "Oops!", "The page you are looking for has moved or never existed.", "Back to the front page."
    ),
    "consent": lambda url, title: page(
        "Before you continue",
        "We and our 214 partners store and access information on your device. You can accept all purposes or "
        "manage your choices; consent can be withdrawn at any time.",
        "<button>Accept all</button> <button>Reject all</button> <a href='/privacy'>Privacy policy</a>",
    ),
    "challenge": lambda url, title: page(
        "DDoS-Guard",
        "Checking your browser before accessing the site.",
        "Please allow up to 5 seconds. Enable JavaScript and cookies to continue.",
    ),
    "paywall": lambda url, title: page(
        title,
        "This article is for subscribers. Sign in or choose a plan to read on.",
        "Already a subscriber? Log in.",
    ),
    "pdf": lambda url, title: Reply("200 OK", [("Content-Type", "application/pdf")], pdf(title)),
    "bomb": lambda url, title: bomb(),
}
"""The kinds of trap, and what each answers at a story's URL, given its title."""
