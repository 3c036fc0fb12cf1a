"""Whether an outlet ran a story on a day, by web archives.

`run` makes verdicts of articles. The other rooms, in the order of the work:

- What is asked: `targets` (references, with outlet, day and claim) and `plan`; of the claim `anchors`, and
  behind it `names`, `numbers`, `quotations`, `codes`, `exonyms`, `letters`, `units`.
- Whom, and how: `client`, and behind it `captures` (what the index says), `index` and `archives` (both
  dialects, without sockets), `asking` (tries), `limits` (rate and breaker), `budget`, `exchange` (the only
  socket). `known` and `facts` keep what was answered, `extracts` says in which form.
- What a page says: `page`, and behind it `charset`, `soup`, `blocks`, `maintext`, `published`, `dates`,
  `links`, `language`.
- What comes of it: `lookup` (one reference) with `shelf` (one outlet's pages), `source`, `score`, `lacking`,
  `covered`; `judge` makes the verdict.
"""
