"""A run on a Ray cluster of two nodes on this machine, stopped, resumed, one node killed: ``test_ray`` starts it.

    python cluster.py INPUTS OUTPUT TOLD

Writes the counts to TOLD as JSON, for Ray prints lines of its own: with how many documents were done when the run was
stopped and when the node was killed, and how many nodes lived at the end.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path

import ray
from ray.cluster_utils import Cluster

from artfmt.batch.ray import run
from artfmt.batch.run import Plan
from artfmt.batch.summary import Summary


def main() -> None:
    cluster = Cluster()
    cluster.add_node(num_cpus=0)  # the driver's own, which does none of the work
    nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
    cluster.wait_for_nodes()
    ray.init(address=cluster.address, log_to_driver=False)
    plan = Plan((sys.argv[1],), output=sys.argv[2])
    told = {"calls": 0, "documents when stopped": 0, "documents when killed": 0}

    def stop(summary: Summary) -> None:
        if summary.documents:
            told["documents when stopped"] = summary.documents
            raise KeyboardInterrupt

    def kill(summary: Summary) -> None:
        told["calls"] += 1
        if told["calls"] == 3:  # at the beginning, and for two units
            told["documents when killed"] = summary.documents
            cluster.remove_node(nodes[0], allow_graceful=False)

    with suppress(KeyboardInterrupt):
        run(plan, cluster.address, told_of=stop)
    summary = run(plan, cluster.address, resume=True, told_of=kill)
    # Ray notices a dead node when it next asks for its health, which may be after a short run.
    while (alive := sum(node["Alive"] for node in ray.nodes())) > len(nodes):  # type: ignore[no-untyped-call]
        time.sleep(0.1)
    Path(sys.argv[3]).write_text(json.dumps({**summary.counts(), **told, "nodes": alive}))
    ray.shutdown()
    cluster.shutdown()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
