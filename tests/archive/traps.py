"""What an archive holds at a story's URL when it doesn't hold the story."""

from __future__ import annotations

import zlib
from typing import NamedTuple
from urllib.parse import urlsplit


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
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
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


def reply(kind: str, url: str, title: str) -> Reply:
    """The answer that this kind of trap gives at `url`."""
    parts = urlsplit(url)
    home = f"{parts.scheme}://{parts.netloc}/"
    if kind == "gone":
        return page("404", "Page not found.", status="404 Not Found")
    if kind == "throttled":
        return page("429 Too Many Requests", "nginx", status="429 Too Many Requests")
    if kind == "forbidden":
        return page("403 Forbidden", "nginx", status="403 Forbidden")
    if kind == "unavailable":
        return page("503 Service Temporarily Unavailable", "nginx", status="503 Service Unavailable")
    if kind == "home":
        return moved(home)
    if kind == "loop":
        return moved(url + "?again=1", "302 Found")
    if kind == "off":
        return moved("http://parking.example/offer", "302 Found")
    if kind == "soft-404":
        return page(
            "Oops!", "The page you are looking for has moved or never existed.", "Back to the front page."
        )
    if kind == "consent":
        return page(
            "Before you continue",
            "We and our 214 partners store and access information on your device. You can accept all purposes or "
            "manage your choices; consent can be withdrawn at any time.",
            "<button>Accept all</button> <button>Reject all</button> <a href='/privacy'>Privacy policy</a>",
        )
    if kind == "challenge":
        return page(
            "DDoS-Guard",
            "Checking your browser before accessing the site.",
            "Please allow up to 5 seconds. Enable JavaScript and cookies to continue.",
        )
    if kind == "paywall":
        return page(
            title,
            "This article is for subscribers. Sign in or choose a plan to read on.",
            "Already a subscriber? Log in.",
        )
    if kind == "pdf":
        return Reply("200 OK", [("Content-Type", "application/pdf")], pdf(title))
    if kind == "bomb":
        return bomb()
    raise ValueError(f"no such trap: {kind}")
