"""Texts that have made parsers slow, each as the piece that is repeated until the text is long enough."""

from __future__ import annotations

import random


def letters(number: int) -> str:
    """So many random letters, always the same ones, with a space in places."""
    return "".join(random.Random(number).choices("abcdefghijklmnopqrstuvwxyz    ", k=number))


SHAPES = {
    # parentheses
    "opening-parentheses": "(",
    "closing-parentheses": ")",
    "pairs-of-parentheses": "()",
    "nested-parentheses": "(" * 50 + ")" * 50,
    "brackets": "[(",
    "never-closed-citations": "(Dawn, May 3 ",
    "never-opened-citations": "Dawn, May 3) ",
    "see-and-via": "(see via ",
    # citations
    "citations": "(Dawn, May 3; Yle, May 4; X, May 5) ",
    "citation-without-end": "Dawn, May 3; ",
    "outlets": "(Dawn; Yle; Reuters; Kommersant; TASS; Xinhua; AFP; Le Monde; Haaretz; El País, May 3) ",
    "repeated-outlets": "(" + "Dawn; Yle; Reuters; Kommersant; " * 30 + "May 3) ",
    "semicolons": ";",
    "semicolons-in-parentheses": "(" + ";" * 999 + ")",
    "dates": "(3 May 4 May ",
    "dates-of-all-forms": "May 3, 2015 3/5/15 2015-05-03 3. Mai ",
    "months": "May ",
    "commas": "a,",
    "slashes": "a/b/",
    "hosts": "a.b.",
    "addresses": "https://a.b/c?d ",
    "dashes": "-–",
    # quotation marks
    "quotation-marks": "“a ",
    "straight-quotation-marks": '"a ',
    "unclosed-quotations": "“It is shut. ",
    "quotations-in-parentheses": "(“",
    "guillemets-in-parentheses": "(«a",
    "single-marks-in-parentheses": "(‘a",
    # plain characters
    "one-digit": "1",
    "one-letter": "a",
    "random-letters": letters(9973),
    "one-line-without-spaces": letters(9973).replace(" ", ""),
    "very-long-words": "a" * 10_000 + " ",
    "combining-marks": "e\u0301",
    "emoji": "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 ",
    "cyrillic": "Завод закрыт, сообщает «Дело» (Дело, 3 мая). ",
    "ideographs": "製材所は。",
    "spaces": " ",
    "blank-lines": "\n\n",
    "sentences": "It is shut. ",
    "abbreviations": "Mr. ",
    "html": '<p class="a">It is <b>shut</b> (<a href="https://a.b">Dawn</a>, May 3)</p>\n',
}
"""The name of each shape, and its piece."""


def text(shape: str, size: int) -> str:
    """A text of one shape, of so many bytes in UTF-8 at most."""
    piece = SHAPES[shape]
    length = len(piece.encode())
    return piece * (size // length)
