package io.juvloop.internal.process;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.OpenedDescriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.ProcessOptions;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.Opening;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Starts a child process: first creates its protocol, then the child, and then calls the protocol in a
/// callback of the loop.
///
/// The callbacks of the future run before the protocol is notified of any data or of the exit.
///
/// Thread rule and lifetime: see [Opening].
final class Spawn<P extends SubprocessProtocol> extends Opening<SubprocessConnection<P>> {
    private final Supplier<P> factory;
    private final SubprocessOptions options;
    private final Command command;
    private @Nullable SlowOpening opening;
    private @Nullable ChildTransport unclaimed;

    Spawn(LoopCore core, Supplier<P> factory, SubprocessOptions options, Command command) {
        super(core);
        this.factory = factory;
        this.options = options;
        this.command = command;
    }

    CompletableFuture<SubprocessConnection<P>> start() {
        return begin(this::open);
    }

    private void open() {
        Map<Integer, Redirect.File> slow = Platform.current().isWindows() ? Map.of() : ChildStreams.slow(options);
        if (slow.isEmpty()) {
            start(Map.of());
        } else {
            opening = new SlowOpening(
                    core, slow, files -> event(() -> start(files)).run(), this::fail);
            opening.start();
        }
    }

    private void start(Map<Integer, Integer> files) {
        P protocol;
        ChildTransport transport;
        try {
            protocol = Arguments.requireProtocol(factory.get());
            transport = new ChildTransport(core, protocol, command.file());
            spawn(transport, files);
        } catch (Throwable thrown) {
            makingFailed(thrown);
            return;
        }
        unclaimed = transport;
        transport.whenLoopCloses(() -> {
            unclaimed = null;
            loopClosed();
        });
        core.callInternally(event(() -> attach(new SubprocessConnection<>(transport, protocol), transport)));
    }

    /// From here on the child is the caller's. It is killed if an error comes before the caller has it.
    private void attach(SubprocessConnection<P> connection, ChildTransport transport) {
        try {
            Opened<SubprocessConnection<P>> opened =
                    new Opened<>(connection, transport::begin, transport::beginEvents, transport::drop);
            unclaimed = null;
            succeed(opened);
        } catch (Throwable thrown) {
            transport.drop();
            throw thrown;
        }
    }

    @Override
    protected void release() {
        if (opening != null) {
            opening.cancel();
        }
        if (unclaimed != null) {
            unclaimed.abandon();
            unclaimed = null;
        }
    }

    private void spawn(ChildTransport transport, Map<Integer, Integer> files) throws IOException {
        ProcessOptions child = describe();
        OpenedDescriptors opened = new OpenedDescriptors();
        ChildStreams streams = new ChildStreams(core, child, files, opened);
        boolean isStarted = false;
        try {
            streams.route(options);
            transport.start(child, streams.pipes());
            opened.close();
            isStarted = true;
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, Culprit.of(failure, command, options));
        } finally {
            if (!isStarted) {
                try {
                    end(transport, streams, opened);
                } finally { // an error before it was done does not keep the rest open
                    end(transport, streams, opened);
                }
            }
        }
    }

    /// Ends what was begun for a child that could not be started, or not wholly. It can be called again.
    private static void end(ChildTransport transport, ChildStreams streams, OpenedDescriptors opened) {
        transport.abandonStart();
        streams.closePipes();
        opened.close();
    }

    private ProcessOptions describe() {
        ProcessOptions child = new ProcessOptions(command.file(), command.arguments());
        child.environment(options.environment().map(Spawn::entries).orElse(null));
        child.directory(options.directory().map(FileNames::toBytes).orElse(null));
        if (options.isStartNewSession()) {
            child.detached();
        }
        options.user().ifPresent(id -> child.user(unixOnly(id)));
        options.group().ifPresent(id -> child.group(unixOnly(id)));
        if (options.isWindowsHide()) {
            child.windowsHide();
        }
        if (command.verbatim()) {
            child.windowsVerbatimArguments();
        }
        return child;
    }

    private static int unixOnly(int id) {
        if (Platform.current().isWindows()) {
            throw new UnsupportedOperationException("Windows has no numbers of users and groups");
        }
        return id;
    }

    private static List<String> entries(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
