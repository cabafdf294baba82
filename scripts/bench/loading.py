"""How long reading, placing and validating takes, as ratios to PyYAML's C loader on the same text.

    python scripts/bench/loading.py

Prints CPU time as ratios, the median of several runs in turn; a ratio holds on any machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from planssi.blocks.risks import Risks
from planssi.fields import Known
from planssi.reader import parse_yaml
from planssi.validation import validate

ROOT = Path(__file__).resolve().parent.parent.parent
LINES = 5_000
RUNS = 7
RISK = """\
  - id: risk-{number}
    title: {{fi: "Riski {number} toteutuu hankkeen aikana", sv: "Risk {number} förverkligas under projektet"}}
    likelihood: 3
    impact: 4
    points: 12
    mitigation:
      - {{fi: "Seurataan tilannetta joka kuukausi", sv: "Läget följs upp varje månad"}}
    owners:
      - {{fi: Ohjausryhmä, sv: Styrgruppen}}
    source: plan/3
"""


def large_file() -> str:
    """Return a file of risks with five thousand lines."""
    risks = "".join(RISK.format(number=number) for number in range(LINES // RISK.count("\n")))
    scale = "{likelihood: {from: 1, to: 5}, impact: {from: 1, to: 5}}"
    return f"title: {{fi: Riskit, sv: Risker}}\nscale: {scale}\nrisks:\n{risks}"


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure in turn and print medians."""
    text = large_file()
    known = Known(("fi", "sv"), frozenset({"plan/3"}), {})

    def load() -> None:
        record, problems, _ = validate(Risks, parse_yaml(text, "risks.yaml").data, known)
        assert record is not None, problems

    ratios, alone = [], []
    for _ in range(RUNS):
        base = seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
        alone.append(seconds(lambda: parse_yaml(text, "risks.yaml")) / base)
        ratios.append(seconds(load) / base)
    lines = text.count("\n")
    print(f"{lines} lines, reading with places: {statistics.median(alone):.2f} × PyYAML's C loader")
    print(f"{lines} lines, reading and validating: {statistics.median(ratios):.2f} × PyYAML's C loader")
    start = time.perf_counter()
    status = subprocess.run([sys.executable, "-m", "planssi", "check", "--root", str(ROOT)], check=False).returncode
    print(f"planssi check on this repository: {time.perf_counter() - start:.2f} s, exit status {status}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
