package io.juvloop.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExtraInfo;
import io.juvloop.LoopLocal;
import io.juvloop.Runner;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.Transport;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.files.OpenOptions;
import io.juvloop.ipc.IpcProtocol;
import io.juvloop.ipc.PipePair;
import io.juvloop.ipc.ReceivedHandle;
import io.juvloop.spi.BaseEventLoop;
import io.juvloop.spi.TaskEngine;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamReaderProtocol;
import io.juvloop.streams.StreamWriter;
import io.juvloop.subprocess.Subprocess;
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
import io.juvloop.tls.Contexts;
import io.juvloop.tty.Pty;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every public method of the exported packages rejects null for arguments that are not nullable, before any
/// effect: the extension checks that no operation was begun.
@TaskTest
@DisabledOnOs(OS.WINDOWS)
class NullArgumentsTest {
    /// What other loops are made of, and what comes out of an [IpcTransport] alone.
    private static final Set<Class<?>> ELSEWHERE = Set.of(BaseEventLoop.class, TaskEngine.class, ReceivedHandle.class);

    @TempDir
    Path directory;

    private @Nullable Pty pty;

    @AfterEach
    void closeTerminal() {
        if (pty != null) {
            pty.close();
        }
    }

    private static final class Passing extends RecordingProtocol implements IpcProtocol {
        @Override
        public void handleReceived(ReceivedHandle handle) {
            handle.close();
        }
    }

    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    /// The packages that the module exports.
    private static List<String> exported() throws IOException {
        return Files.readAllLines(Path.of("src/main/java/module-info.java")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("exports "))
                .map(line -> line.substring("exports ".length()).replace(";", ""))
                .toList();
    }

    private static List<Class<?>> publicTypes() throws Exception {
        String itself = "/" + EventLoop.class.getName().replace('.', '/') + ".class";
        String place = Path.of(Objects.requireNonNull(EventLoop.class.getResource(itself))
                        .toURI())
                .toString();
        Path root = Path.of(place.substring(0, place.length() - itself.length()));
        List<Class<?>> types = new ArrayList<>();
        for (String name : exported()) {
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

    /// Whether it is a type of ours with methods to be tried; users implement protocols and functions.
    private static boolean takesObjects(Class<?> type) {
        return !type.isAnnotationPresent(FunctionalInterface.class)
                && !BaseProtocol.class.isAssignableFrom(type)
                && Stream.of(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                        .filter(method -> !method.getName().equals("equals"))
                        .anyMatch(
                                method -> Stream.of(method.getParameterTypes()).anyMatch(each -> !each.isPrimitive()));
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
            openEncrypted(loop, targets);
            openOfSystem(loop, targets);
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
            assertThat(types.stream()
                            .filter(type -> takesObjects(type) && !tried.contains(type) && !ELSEWHERE.contains(type))
                            .map(Class::getSimpleName))
                    .as("types of which none was")
                    .isEmpty();
            assertThat(nulls.wrong()).isEmpty();
        }
        loop.close();
        assertThat(logged.all()).allMatch(entry -> entry.message().startsWith("closing the loop with an unclosed"));
    }

    private static void openEncrypted(EventLoop loop, List<Object> targets) {
        ServerOptions serving = Contexts.serving("TLSv1.3");
        Server server = loop.runUntilComplete(loop.createServer(RecordingProtocol::new, Loopback.HOST, 0, serving));
        Transport client = loop.runUntilComplete(loop.createConnection(
                        RecordingProtocol::new, Loopback.HOST, server.port(), Contexts.connecting("TLSv1.3")))
                .transport();
        targets.add(client);
        targets.add(Objects.requireNonNull(client.extraInfo(ExtraInfo.SSL_OBJECT)));
        targets.add(serving.tls().orElseThrow());
    }

    private void openOfSystem(EventLoop loop, List<Object> targets) {
        Path socket = directory.resolve("socket");
        loop.runUntilComplete(loop.createUnixServer(Passing::new, socket, ServerOptions.DEFAULT.withIpc(true)));
        targets.add(loop.runUntilComplete(
                        loop.createUnixConnection(Passing::new, socket, ConnectOptions.DEFAULT.withIpc(true)))
                .transport());
        Pty opened = new Pty();
        pty = opened;
        Transport terminal = loop.runUntilComplete(loop.terminals().connect(RecordingProtocol::new, opened.slave()))
                .transport();
        targets.add(Objects.requireNonNull(terminal.extraInfo(ExtraInfo.TERMINAL)));
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.exec(SubprocessOptions.PIPES, "true")) {
                targets.add(child);
                targets.add(child.communicate());
            }
        });
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
        Task<String> task = loop.createTask(() -> "done");
        loop.runUntilComplete(task);
        targets.add(task);
        targets.addAll(server.sockets());
        targets.add(LoopLocal.withInitial(of -> "initial"));
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
