package io.juvloop.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.Runner;
import io.juvloop.Server;
import io.juvloop.TaskGroup;
import io.juvloop.Transport;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.files.OpenOptions;
import io.juvloop.ipc.PipePair;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamReaderProtocol;
import io.juvloop.streams.StreamWriter;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.sync.Barrier;
import io.juvloop.sync.Condition;
import io.juvloop.sync.Event;
import io.juvloop.sync.Lock;
import io.juvloop.sync.PriorityQueue;
import io.juvloop.sync.Queue;
import io.juvloop.sync.Semaphore;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import java.lang.reflect.Modifier;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every public method of the exported packages rejects null for arguments that are not nullable, before any
/// effect: the extension checks that no operation was begun.
@TaskTest
@DisabledOnOs(OS.WINDOWS)
class NullArgumentsTest {
    private static final List<String> EXPORTED = List.of(
            "io.juvloop",
            "io.juvloop.datagram",
            "io.juvloop.dns",
            "io.juvloop.files",
            "io.juvloop.host",
            "io.juvloop.ipc",
            "io.juvloop.phases",
            "io.juvloop.spi",
            "io.juvloop.streams",
            "io.juvloop.subprocess",
            "io.juvloop.sync",
            "io.juvloop.terminal");

    @TempDir
    Path directory;

    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    private static List<Class<?>> publicTypes() throws Exception {
        String itself = "/" + EventLoop.class.getName().replace('.', '/') + ".class";
        String place = Path.of(Objects.requireNonNull(EventLoop.class.getResource(itself))
                        .toURI())
                .toString();
        Path root = Path.of(place.substring(0, place.length() - itself.length()));
        List<Class<?>> types = new ArrayList<>();
        for (String name : EXPORTED) {
            try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
                for (Path file : files.sorted().toList()) {
                    String simple = file.getFileName().toString();
                    if (simple.endsWith(".class") && !simple.contains("-info")) {
                        types.add(Class.forName(name + "." + simple.replace(".class", "")));
                    }
                }
            }
        }
        return types.stream()
                .filter(NullArgumentsTest::isPublic)
                .filter(type -> type.getSimpleName().length() > 0
                        && !type.getSimpleName().endsWith("Test"))
                .filter(type -> type.getProtectionDomain()
                        .getCodeSource()
                        .equals(EventLoop.class.getProtectionDomain().getCodeSource()))
                .toList();
    }

    /// Whether the object is no plain function, which users implement.
    private static boolean isOurs(Object target, Class<?> type) {
        return type.isInstance(target) && !type.isAnnotationPresent(FunctionalInterface.class);
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    @Test
    void everyConstructorAndStaticMethodRefuses(EventLoop loop) throws Exception {
        try (ProperArguments proper = new ProperArguments()) {
            proper.with(loop);
            NullArguments nulls = new NullArguments(proper);
            List<Class<?>> types = publicTypes();
            InTask.run(loop, () -> types.forEach(nulls::ofType));
            assertThat(nulls.calls()).isGreaterThan(100);

            assertThat(nulls.wrong()).isEmpty();
        }
    }

    @Test
    void everyMethodOfEveryObjectRefuses(EventLoop loop, Logged logged) throws Exception {
        List<Object> targets = new ArrayList<>();
        try (ProperArguments proper = new ProperArguments()) {
            proper.with(loop);
            open(loop, targets);
            List<Class<?>> types = publicTypes();
            NullArguments nulls = new NullArguments(proper);
            Set<Class<?>> tried = new LinkedHashSet<>();
            InTask.run(loop, () -> {
                targets.add(new TaskGroup());
                for (Object target : targets) {
                    for (Class<?> type : types) {
                        if (isOurs(target, type)) {
                            tried.add(type);
                            nulls.ofObject(type, target);
                        }
                    }
                }
            });

            assertThat(tried).as("types of which an object was tried").hasSizeGreaterThan(40);
            assertThat(nulls.wrong()).isEmpty();
        }
        loop.close();
        assertThat(logged.all()).allMatch(entry -> entry.message().startsWith("closing the loop with an unclosed"));
    }

    private void open(EventLoop loop, List<Object> targets) throws Exception {
        targets.add(loop);
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        targets.add(server);
        targets.add(Loopback.connect(loop, RecordingProtocol::new, server).transport());
        DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
        targets.add(loop.runUntilComplete(loop.createDatagramEndpoint(Deaf::new, local))
                .transport());
        targets.add(loop.runUntilComplete(
                        loop.subprocessExec(() -> new SubprocessProtocol() {}, SubprocessOptions.PIPES, "cat"))
                .transport());
        targets.add(loop.files().watch(directory));
        targets.add(loop.phases().onPrepare(() -> {}));
        targets.add(loop.callLater(Duration.ofHours(1), () -> {}));
        targets.add(ExceptionContext.of("a context", null));
        try (PipePair pair = loop.pipePair()) {
            targets.add(pair);
        }
        targets.add(loop.createFuture());
        targets.addAll(List.of(loop.files(), loop.terminals(), loop.phases(), loop.host()));
        targets.add(loop.runUntilComplete(loop.files().open(directory.resolve("file"), OpenOptions.WRITE)));
        targets.add(loop.runUntilComplete(loop.createTask(() -> "done")));
        targets.add(new Lock());
        targets.add(new Condition());
        targets.add(new Event());
        targets.add(new Semaphore(1));
        targets.add(new Barrier(2));
        targets.add(new Queue<Object>());
        targets.add(new PriorityQueue<Object>());
        StreamReader reader = new StreamReader(loop, 100);
        StreamReaderProtocol protocol = new StreamReaderProtocol(reader);
        targets.addAll(List.of(reader, protocol));
        Transport transport =
                Loopback.connect(loop, RecordingProtocol::new, server).transport();
        targets.add(new StreamWriter(transport, protocol, reader));
        targets.add(new Runner());
        for (Class<?> type : publicTypes()) {
            for (var field : type.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                    targets.add(Objects.requireNonNull(field.get(null)));
                    break;
                }
            }
        }
    }
}
