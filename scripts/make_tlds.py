"""Write citecheck/outlets/data/tlds.txt: the top-level domains, one a line; of other scripts as punycode.

From the root zone of IANA, as far as the ICANN section of the Public Suffix List has its rules (by way of
publicsuffixlist), with the names that RFC 2606 and RFC 7686 set apart.
"""

from pathlib import Path

import publicsuffixlist

TARGET = Path(__file__).parent.parent / "citecheck" / "outlets" / "data" / "tlds.txt"
LIST = Path(publicsuffixlist.__file__).parent / "public_suffix_list.dat"
SET_APART = {"example", "invalid", "localhost", "onion", "test"}


def main() -> None:
    icann = LIST.read_text(encoding="utf-8").partition("// ===END ICANN DOMAINS")[0]
    rules = {line.strip() for line in icann.splitlines() if line.strip() and not line.startswith("//")}
    found = {rule.rpartition(".")[2].encode("idna").decode() for rule in rules} | SET_APART
    TARGET.write_text("\n".join(sorted(found)) + "\n", encoding="utf-8")
    print(f"{len(found)} top-level domains, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
