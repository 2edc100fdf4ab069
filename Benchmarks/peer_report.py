"""Times a reader and prints the outcome as Purr's own benchmarks do."""

import json
import resource
import time


def report(reader, path):
    """Prints rows, sum, seconds by the clock and of the processor, and the most memory in MB."""
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF)
    rows, total = reader(path)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "rows": rows,
                "ore": total,
                "seconds": seconds,
                "cpuSeconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
                "peakMemoryMB": after.ru_maxrss / 1024,
            }
        )
    )
