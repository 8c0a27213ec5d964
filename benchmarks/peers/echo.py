"""The echo server: `echo.py --port N [--loop asyncio|uvloop] [--style protocol|buffered|streams]`.

Prints `ready HOST:PORT` once it listens.
"""

import argparse
import asyncio
import signal
import sys

READ_BYTES = 256 * 1024


class FlowControl:
    """What both styles share: the connection is not read while its answers queue up."""

    def connection_made(self, transport):
        self.transport = transport

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()


class Echo(FlowControl, asyncio.Protocol):
    def data_received(self, data):
        self.transport.write(data)


class BufferedEcho(FlowControl, asyncio.BufferedProtocol):
    buffer = memoryview(bytearray(READ_BYTES))

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, count):
        self.transport.write(bytes(self.buffer[:count]))


async def echo_streams(reader, writer):
    try:
        while data := await reader.read(READ_BYTES):
            writer.write(data)
            await writer.drain()
    except ConnectionError as lost:
        print(f"connection lost: {lost}", file=sys.stderr)
    finally:
        writer.close()


async def serve(port, style):
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    if style == "streams":
        server = await asyncio.start_server(echo_streams, "127.0.0.1", port, backlog=1024)
    else:
        protocol = Echo if style == "protocol" else BufferedEcho
        server = await loop.create_server(protocol, "127.0.0.1", port, backlog=1024)
    host, port = server.sockets[0].getsockname()
    print(f"ready {host}:{port}", flush=True)
    await stopped.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--loop", choices=["asyncio", "uvloop"], default="asyncio")
    parser.add_argument("--style", choices=["protocol", "buffered", "streams"], default="protocol")
    options = parser.parse_args()
    if options.loop == "uvloop":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    asyncio.run(serve(options.port, options.style))


main()
