"""asyncpg as a client of a PostgreSQL server: `queries.py --dsn URI`, on uvloop where it is there.

Understands the same commands as the `query` command of the benchmarks' jar, one a line: `run LINE SECONDS ROWS SUM` is
answered by `done OPERATIONS NANOS CPU_NANOS -1 MAX NANOS:COUNT...`, or `none` for a line that asyncpg has no way for;
`hold CONNECTIONS` and `connect` are answered by `done`, what fails by `failed REASON`.

asyncpg decodes all values before it returns, so adding them up here would measure Python and not asyncpg: of every
answer the rows are counted, and of the first and of every hundredth the values are added up.
"""

import argparse
import asyncio
import collections
import sys
import time

import asyncpg

try:
    import uvloop

    uvloop.install()
except ImportError:
    pass

CONNECTIONS = 10
SUMMED = 100
COLUMNS = ["id", "code", "size", "ratio", "active", "name", "note"]
TYPES = (
    "select name, namespace, owner, size, by_value, category, preferred, defined, delimiter, relation, element, ratio"
    " from juvloop_bench.types where typmod = $1 and defined = $2"
)
MANY = "insert into juvloop_bench.many (" + ", ".join(COLUMNS) + ") values ($1, $2, $3, $4, $5, $6, $7)"


def record(i):
    return i, i % 1000, i % 100, i / 2, i % 2 == 0, f"name_{i}", f"a note about the record of number {i}"


def of_type(row):
    name, namespace, owner, size, by_value, category, preferred, defined, delimiter, relation, element, ratio = row
    numbers = namespace + owner + size + by_value + preferred + defined + relation + element + int(ratio * 2)
    return len(name) + ord(category) + ord(delimiter) + numbers


def of_bytes(row):
    return len(row[0]) + row[0][0] + row[0][-1]


def of_array(row):
    return len(row[0]) + row[0][0] + row[0][-1]


def first(row):
    return row[0]


READING = {
    "1": (TYPES, (-1, True), of_type),
    "2": ("select i from generate_series(1, $1::int4) as i", (1000,), first),
    "3": ("select data from juvloop_bench.bytes", (), of_bytes),
    "4": ("select list from juvloop_bench.arrays", (), of_array),
    "7": ("select 1+1", (), first),
    "8": ("select data from juvloop_bench.big", (), of_bytes),
}
COPIED = [record(i) for i in range(10_000)]
INSERTED = COPIED[:1000]


class Span:
    """A measured span, as the clients in Java have it."""

    def __init__(self, seconds, rows, total):
        self.rows, self.total = rows, total
        self.operations = 0
        self.latencies = []
        self.begun, self.cpu_begun = time.perf_counter_ns(), time.process_time_ns()
        self.deadline = self.begun + int(seconds * 1e9)

    def is_over(self):
        return time.perf_counter_ns() >= self.deadline

    def count(self, begun, rows):
        if rows != self.rows:
            raise ValueError(f"the answer has {rows} rows instead of {self.rows}")
        self.latencies.append(time.perf_counter_ns() - begun)
        self.operations += 1

    def check(self, rows, value):
        if self.operations % SUMMED == 0 and sum(map(value, rows)) != self.total:
            raise ValueError(f"the answer has another sum than {self.total}")

    def end(self):
        nanos, cpu = time.perf_counter_ns() - self.begun, time.process_time_ns() - self.cpu_begun
        buckets = collections.Counter(bucket(latency) for latency in self.latencies)
        counts = " ".join(f"{middle}:{count}" for middle, count in sorted(buckets.items()))
        return f"{self.operations} {nanos} {cpu} -1 {max(self.latencies)} {counts}"


def bucket(nanos):
    """The middle of a bucket that is a thirty-second of its value wide."""
    width = 1 << max(0, nanos.bit_length() - 6)
    return nanos // width * width + width // 2


class Client:
    def __init__(self, dsn):
        self.dsn = dsn
        self.connections = []
        self.statements = {}
        self.held = []

    async def open(self):
        for _ in range(CONNECTIONS):
            self.connections.append(await asyncpg.connect(self.dsn))

    async def statement(self, connection, sql):
        key = connection, sql
        if key not in self.statements:
            self.statements[key] = await connection.prepare(sql)
        return self.statements[key]

    async def read(self, connection, line, span):
        sql, args, value = READING[line]
        statement = await self.statement(connection, sql)
        while not span.is_over():
            begun = time.perf_counter_ns()
            rows = await statement.fetch(*args)
            span.check(rows, value)
            span.count(begun, len(rows))

    async def copy(self, connection, span):
        while not span.is_over():
            begun = time.perf_counter_ns()
            status = await connection.copy_records_to_table(
                "copied", schema_name="juvloop_bench", columns=COLUMNS, records=COPIED
            )
            span.count(begun, int(status.split()[-1]))

    async def many(self, connection, span):
        statement = await self.statement(connection, MANY)
        while not span.is_over():
            begun = time.perf_counter_ns()
            await statement.executemany(INSERTED)
            span.count(begun, len(INSERTED))

    def work(self, connection, line, span):
        if line == "5":
            return self.copy(connection, span)
        if line == "6":
            return self.many(connection, span)
        return self.read(connection, line, span)

    async def run(self, line, seconds, rows, total):
        if line not in READING and line not in ("5", "6"):
            return "none"
        if line in READING:
            for connection in self.connections:
                await self.statement(connection, READING[line][0])
        span = Span(float(seconds), int(rows), int(total))
        await asyncio.gather(*(self.work(connection, line, span) for connection in self.connections))
        return "done " + span.end()

    async def hold(self, count):
        while len(self.held) < int(count):
            self.held.append(await asyncpg.connect(self.dsn))
        return "done"

    async def connect(self):
        connection = await asyncpg.connect(self.dsn)
        await connection.fetchval("select 1+1")
        await connection.close()
        return "done"

    async def answer(self, words):
        try:
            return await getattr(self, words[0])(*words[1:])
        except Exception as e:
            return f"failed {type(e).__name__}: {e}".splitlines()[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dsn", required=True)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    client = Client(parser.parse_args().dsn)
    loop.run_until_complete(client.open())
    print("ready", flush=True)
    for line in sys.stdin:
        print(loop.run_until_complete(client.answer(line.split())), flush=True)


if __name__ == "__main__":
    main()
