"""How often each rule is right: sums up the samples that people judged, `bench/samples/RULE.tsv`, in `bench/rules.tsv`.

    python bench/rules.py            writes bench/rules.tsv, and fails where a rule falls short of its mark
    python bench/rules.py --check    only holds bench/rules.tsv to the samples

A sample is what `edition rules --each FOLDER --rule RULE --sample N --seed K --format tsv` prints, with a verdict on
each place, `right` or `wrong`, and a word why. Its paths begin in the folder of the corpus. Marks, of 100 places:
what is of high certainty must be right in 98, medium 85, unmarked 90, low 80. Where a rule fired but a handful of
times one wrong place is allowed for chance, unless its mark is 98.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SAMPLES, SUMMARY = FOLDER / "samples", FOLDER / "rules.tsv"
MARKS = {"high": 0.98, "medium": 0.85, "unmarked": 0.90, "low": 0.80}
COLUMNS = ("rule", "certainty", "seed", "judged", "right", "share", "mark", "holds")


def summed() -> Iterator[tuple[str, ...]]:
    """Yield a row for each rule and certainty."""
    for file in sorted(SAMPLES.rglob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            places = list(csv.DictReader(lines, delimiter="\t"))
        judged, right = Counter[str](), Counter[str]()
        for place in places:
            if place["verdict"] not in ("right", "wrong"):
                raise SystemExit(f"{file}: a verdict is right or wrong, not {place['verdict']!r}")
            judged[place["certainty"]] += 1
            right[place["certainty"]] += place["verdict"] == "right"
        seeds = ",".join(sorted({place["seed"] for place in places}))
        for certainty in (each for each in MARKS if judged[each]):
            yield _row(places[0]["rule"], certainty, seeds, judged[certainty], right[certainty])


def _row(rule: str, certainty: str, seeds: str, judged: int, right: int) -> tuple[str, ...]:
    mark = MARKS[certainty]
    spare = 1 if mark < MARKS["high"] and round(judged * (1 - mark), 6) < 1 else 0
    holds = "yes" if right + spare >= mark * judged else "no"
    return (rule, certainty, seeds, str(judged), str(right), f"{right / judged:.2f}", f"{mark:.2f}", holds)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """The rows as tab-separated lines under their heads."""
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))


def main() -> None:
    """Sum up the samples, or hold the summary to them."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--check", action="store_true")
    rows = list(summed())
    if options.parse_args().check:
        sys.exit(SUMMARY.read_text("utf-8") != table(rows))
    SUMMARY.write_text(table(rows), encoding="utf-8")
    short = [row for row in rows if row[-1] == "no"]
    print(f"{len(rows)} rows, {sum(int(row[3]) for row in rows)} places judged: {SUMMARY}")
    for row in short:
        print(f"falls short: {row[0]} ({row[1]}): {row[4]} of {row[3]}")
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
