package io.juvloop.postgres.internal.connect;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Suspends;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the password for one host comes from: the program's supplier, the options and environment, or the file with
/// passwords. It is looked for only if the server asks for one.
///
/// In the task that connects.
final class Passwords {
    private final EventLoop loop;
    private final Targets targets;
    private final Host host;
    private @Nullable String found;

    Passwords(EventLoop loop, Targets targets, Host host) {
        this.loop = loop;
        this.targets = targets;
        this.host = host;
    }

    /// The password, the same each time.
    ///
    /// @throws PgException if there is none
    @Suspends
    String find() {
        String known = found;
        if (known == null) {
            known = look().orElseThrow(() -> new PgException(
                    "the server asks for a password, and neither the options nor the environment nor the password file"
                            + " has one for " + host,
                    null));
            found = known;
        }
        return known;
    }

    @Suspends
    private Optional<String> look() {
        PgOptions options = targets.options();
        if (options.passwordSupplier().isPresent()) {
            String supplied = Async.await(options.passwordSupplier().get().get());
            if (supplied.indexOf('\0') >= 0) {
                throw new PgException("a NUL stands in the password that was supplied", null);
            }
            return Optional.of(supplied);
        }
        if (options.password().isPresent()) {
            return options.password();
        }
        PassFile file = targets.passFile();
        String user = options.user().orElseThrow();
        String database = options.database().orElseThrow();
        return Async.await(
                loop.runInExecutor(null, () -> file.find(Targets.passFileHost(host), host.port(), database, user)));
    }
}
