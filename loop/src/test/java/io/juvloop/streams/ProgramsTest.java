package io.juvloop.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Program;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.TaskTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Streams to other programs: netcat, and asyncio's own streams.
@TaskTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
class ProgramsTest {
    private static void shout(StreamReader reader, StreamWriter writer) throws Exception {
        try (writer) {
            for (String line = reader.readLine(UTF_8); line != null; line = reader.readLine(UTF_8)) {
                writer.write(line.toUpperCase(java.util.Locale.ROOT) + "\n", UTF_8);
                writer.drain();
            }
        }
    }

    private static void end(Server server) {
        server.close();
        Async.await(server.waitClosed());
    }

    @Test
    void netcatIsServed(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(ProgramsTest::shout, Loopback.HOST, 0);
            String port = Integer.toString(server.port());
            try (Program netcat =
                    Async.await(Blocking.call(() -> Program.start(List.of("nc", "-N", Loopback.HOST, port))))) {
                Async.await(Blocking.run(() -> netcat.feed("one\ntwo\nlast")));
                assertThat(Async.await(netcat.rest())).isEqualTo("ONE\nTWO\nLAST");
            }
            end(server);
        });
    }

    @Test
    void aClientOfAsynciosStreamsIsServed(EventLoop loop) {
        String script = """
                import asyncio
                async def main():
                    reader, writer = await asyncio.open_connection('127.0.0.1', int(sys.argv[1]))
                    for i in range(1000):
                        writer.write(b'line %d\\n' % i)
                        await writer.drain()
                        assert await reader.readline() == b'LINE %d\\n' % i
                    writer.write_eof()
                    assert await reader.read() == b''
                    writer.close()
                    await writer.wait_closed()
                    print('done')
                asyncio.run(main())
                """;
        InTask.run(loop, () -> {
            Server server = Streams.startServer(ProgramsTest::shout, Loopback.HOST, 0);
            int port = server.port();
            try (Program python = Async.await(Blocking.call(() -> Program.python(script, port)))) {
                assertThat(Async.await(python.rest())).isEqualTo("done");
            }
            end(server);
        });
    }

    @Test
    void aServerOfAsynciosStreamsIsAsked(EventLoop loop) {
        String script = """
                import asyncio
                async def serve(reader, writer):
                    size = int(await reader.readline())
                    data = await reader.readexactly(size)
                    writer.write(data[::-1])
                    writer.close()
                    await writer.wait_closed()
                    done.set()
                async def main():
                    global done
                    done = asyncio.Event()
                    server = await asyncio.start_server(serve, '127.0.0.1', 0)
                    print(server.sockets[0].getsockname()[1], flush=True)
                    await done.wait()
                    server.close()
                asyncio.run(main())
                """;
        InTask.run(loop, () -> {
            try (Program python = Async.await(Blocking.call(() -> Program.python(script)))) {
                int port = Integer.parseInt(Async.await(Blocking.call(python::line)));
                try (StreamConnection connection = Streams.openConnection(Loopback.HOST, port)) {
                    connection.writer().write("5\nabcde", UTF_8);
                    assertThat(connection.reader().readText(UTF_8)).isEqualTo("edcba");
                }
                assertThat(Async.await(python.rest())).isEmpty();
            }
        });
    }
}
