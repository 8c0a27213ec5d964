"""The echo server: `echo.py --port N [--loop asyncio|uvloop] [--style protocol|buffered|streams] [--cert F --key F]`.

With a certificate and a key, PEM, it speaks TLS. Prints `ready HOST:PORT` once it listens.
"""

import argparse
import asyncio
import signal
import ssl
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


def context(cert, key):
    if cert is None:
        return None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(cert, key)
    return made


async def serve(port, style, tls):
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    if style == "streams":
        server = await asyncio.start_server(echo_streams, "127.0.0.1", port, backlog=1024, ssl=tls)
    else:
        protocol = Echo if style == "protocol" else BufferedEcho
        server = await loop.create_server(protocol, "127.0.0.1", port, backlog=1024, ssl=tls)
    host, port = server.sockets[0].getsockname()
    print(f"ready {host}:{port}", flush=True)
    await stopped.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--loop", choices=["asyncio", "uvloop"], default="asyncio")
    parser.add_argument("--style", choices=["protocol", "buffered", "streams"], default="protocol")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    options = parser.parse_args()
    if options.loop == "uvloop":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    asyncio.run(serve(options.port, options.style, context(options.cert, options.key)))


main()
