"""The kinds of facts a plan can hold. A kind is a module and a template of the same name, and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Block
from .budget import Budget
from .communication import Communication
from .comparison import Comparison
from .dependencies import Dependencies
from .goals import Goals
from .impact import Impact
from .indicators import Indicators
from .lists import Lists
from .measures import Measures
from .monitoring import Monitoring
from .organisation import Organisation
from .progress import Progress
from .related import Related
from .remarks import Remarks
from .risks import Risks
from .statistics import Statistics
from .target_groups import TargetGroups
from .timeline import Timeline

KINDS: Mapping[str, type[Block]] = {
    kind.kind: kind
    for kind in (
        Lists,
        Goals,
        TargetGroups,
        Measures,
        Budget,
        Comparison,
        Timeline,
        Progress,
        Risks,
        Indicators,
        Statistics,
        Impact,
        Monitoring,
        Organisation,
        Communication,
        Dependencies,
        Related,
        Remarks,
    )
}
"""Block class by kind, in the order in which a plan is read."""
