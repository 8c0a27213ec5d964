"""The workloads of tasks on asyncio or uvloop: `tasks.py [--loop asyncio|uvloop]`.

Understands the same commands as the `worker` command of the benchmarks' jar, one a line: `run WORKLOAD SECONDS` is
answered by `done OPERATIONS NANOS CPU_NANOS`, `hold PLACE COUNT` and `release` by `done`, what fails by `failed REASON`.
"""

import argparse
import asyncio
import sys
import time

BATCH = 100
CROWD = 100_000
END = object()
ITEM = object()
CHILDS_INPUT = bytes(4096)
STREAMS = ("stdin", "stdout", "stderr")
NOWHERE = asyncio.subprocess.DEVNULL


class Span:
    """A measured span: what tasks do between the time when all are at it and the time when a timer ends it."""

    def __init__(self):
        self.gate = asyncio.get_running_loop().create_future()
        self.tasks = []
        self.operations = 0
        self.over = False

    async def run(self, seconds):
        await let_all_wait()
        self.gate.set_result(None)
        await let_all_wait()
        asyncio.get_running_loop().call_later(seconds, self.end)
        self.begin()
        for task in self.tasks:
            await task
        return self.counted, self.nanos, self.cpu_nanos

    def add(self, body):
        async def begin_together():
            await self.gate
            await body

        self.tasks.append(asyncio.create_task(begin_together()))

    def begin(self):
        """Start the span. Calling it again moves the start, as a task that works in rounds does."""
        self.before = self.operations
        self.begun, self.cpu_begun = time.perf_counter_ns(), time.process_time_ns()

    def end(self):
        """End the span. Calling it again moves the end."""
        self.over = True
        self.counted = self.operations - self.before
        self.nanos = time.perf_counter_ns() - self.begun
        self.cpu_nanos = time.process_time_ns() - self.cpu_begun


async def let_all_wait():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def yields(count):
    async def body(span):
        await asyncio.sleep(0)
        while not span.over:
            span.operations += 1
            await asyncio.sleep(0)

    def set_up(span):
        for _ in range(count):
            span.add(body(span))

    return set_up


def future_rally(span):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future(), loop.create_future()]

    def wake(future):
        if not future.done():
            future.set_result(None)

    async def play(own):
        while not span.over:
            futures[own] = mine = loop.create_future()
            wake(futures[1 - own])
            await mine
            span.operations += 1
        wake(futures[1 - own])

    async def second():
        await futures[1]
        await play(1)

    span.add(play(0))
    span.add(second())


class Crowd:
    """Very many tasks, each waiting in a future of its own, are all woken, and wait again."""

    def __init__(self, span):
        self.span = span
        self.loop = asyncio.get_running_loop()
        self.futures = [self.loop.create_future() for _ in range(CROWD)]
        self.woken = 0
        self.released = False
        self.members = [self.loop.create_task(self.wait_again(place)) for place in range(CROWD)]
        span.add(self.conduct())

    async def wait_again(self, place):
        while not self.released:
            await self.futures[place]
            self.futures[place] = self.loop.create_future()
            self.woken += 1
            self.span.operations += 1

    def wake_all(self):
        self.woken = 0
        for future in self.futures:
            future.set_result(None)

    async def play_round(self):
        self.wake_all()
        while self.woken < CROWD:
            await asyncio.sleep(0)

    async def conduct(self):
        await let_all_wait()
        await self.play_round()
        self.span.begin()
        await self.play_round()
        while not self.span.over:
            await self.play_round()
        self.span.end()
        self.released = True
        self.wake_all()
        for member in self.members:
            await member


def queue_rally(span):
    there, back = asyncio.Queue(), asyncio.Queue()

    async def serve():
        while not span.over:
            await there.put(ITEM)
            await back.get()
            span.operations += 2
        await there.put(END)

    async def answer():
        while await there.get() is not END:
            await back.put(ITEM)

    span.add(serve())
    span.add(answer())


async def consume(span, queue):
    while await queue.get() is not END:
        span.operations += 1


def queue_batches(span):
    queue = asyncio.Queue()

    async def produce():
        while not span.over:
            for _ in range(BATCH):
                await queue.put(ITEM)
            await asyncio.sleep(0)
        await queue.put(END)

    span.add(produce())
    span.add(consume(span, queue))


def queue_one_by_one(span):
    queue = asyncio.Queue(1)

    async def produce():
        while not span.over:
            await queue.put(ITEM)
        await queue.put(END)

    span.add(produce())
    span.add(consume(span, queue))


def creates(span):
    async def nothing():
        pass

    async def body():
        while not span.over:
            await asyncio.create_task(nothing())
            span.operations += 1

    span.add(body())


def silent(count):
    async def body(span):
        while not span.over:
            child = await asyncio.create_subprocess_exec("/bin/true", **dict.fromkeys(STREAMS, NOWHERE))
            await child.wait()
            span.operations += 1

    def set_up(span):
        for _ in range(count):
            span.add(body(span))

    return set_up


def talking(span):
    async def body():
        while not span.over:
            child = await asyncio.create_subprocess_exec(
                "/bin/cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=NOWHERE
            )
            output, _ = await child.communicate(CHILDS_INPUT)
            assert len(output) == len(CHILDS_INPUT)
            span.operations += 1

    span.add(body())


WORKLOADS = {
    "yield-1": yields(1),
    "yield-2": yields(2),
    "yield-100": yields(100),
    "yield-10000": yields(10_000),
    "future": future_rally,
    "wake-100000": Crowd,
    "queue": queue_rally,
    "queue-batches": queue_batches,
    "queue-1": queue_one_by_one,
    "create": creates,
    "spawn": silent(1),
    "spawn-8": silent(8),
    "communicate": talking,
}


class Held:
    """Tasks that only wait."""

    def __init__(self):
        self.tasks = []

    async def hold(self, place, count):
        loop = asyncio.get_running_loop()
        while len(self.tasks) < count:
            waiting = asyncio.sleep(3600) if place == "sleep" else self.wait(loop.create_future())
            self.tasks.append(asyncio.create_task(waiting))
        await let_all_wait()

    @staticmethod
    async def wait(future):
        await future

    async def release(self):
        for task in self.tasks:
            task.cancel()
        await let_all_wait()
        self.tasks.clear()


async def run(name, seconds):
    span = Span()
    WORKLOADS[name](span)
    return await span.run(seconds)


def answer(loop, held, words):
    if words[0] == "run":
        if words[1] not in WORKLOADS:
            return f"failed it has nothing like {words[1]}"
        operations, nanos, cpu_nanos = loop.run_until_complete(run(words[1], float(words[2])))
        return f"done {operations} {nanos} {cpu_nanos}"
    if words[0] == "hold":
        loop.run_until_complete(held.hold(words[1], int(words[2])))
        return "done"
    if words[0] == "release":
        loop.run_until_complete(held.release())
        return "done"
    return f"failed there is no command {words[0]}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--loop", choices=["asyncio", "uvloop"], default="asyncio")
    options = parser.parse_args()
    if options.loop == "uvloop":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    loop = asyncio.new_event_loop()
    held = Held()
    print("ready", flush=True)
    for line in sys.stdin:
        try:
            print(answer(loop, held, line.split()), flush=True)
        except Exception as failure:
            print(f"failed {failure!r}", flush=True)
    loop.run_until_complete(held.release())
    loop.close()


main()
