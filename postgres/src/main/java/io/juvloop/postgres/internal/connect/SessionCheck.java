package io.juvloop.postgres.internal.connect;

import io.juvloop.Suspends;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.TargetSessionAttrs;
import io.juvloop.postgres.internal.wire.ClientEncoding;
import org.jspecify.annotations.Nullable;

/// Whether a session can be used: it has UTF-8, and its server is of the kind that is wanted. Servers from 14 on report
/// what is needed for that; older ones, and poolers that keep it back, are asked.
///
/// In the task that connects. Stateless.
final class SessionCheck {
    private SessionCheck() {}

    /// @throws PgException if it is of another kind, or does not speak UTF-8
    @Suspends
    static void check(Host host, Startup startup, TargetSessionAttrs wanted) {
        startup.parameters().forEach(ClientEncoding::check);
        String found = switch (wanted) {
            case ANY, PREFER_STANDBY -> null;
            case READ_WRITE -> isReadOnly(startup) ? "read-only" : null;
            case READ_ONLY -> isReadOnly(startup) ? null : "read-write";
            case PRIMARY -> isInRecovery(startup) ? "a standby" : null;
            case STANDBY -> isInRecovery(startup) ? null : "a primary";
        };
        if (found != null) {
            throw new PgException(
                    "the server " + host + " is " + found + ", and target_session_attrs is " + Keywords.word(wanted),
                    null);
        }
    }

    @Suspends
    private static boolean isReadOnly(Startup startup) {
        String byDefault = startup.parameters().get("default_transaction_read_only");
        String inRecovery = startup.parameters().get("in_hot_standby");
        if (byDefault == null || inRecovery == null) {
            return isTrue(startup.ask("show transaction_read_only"));
        }
        return isTrue(byDefault) || isTrue(inRecovery);
    }

    @Suspends
    private static boolean isInRecovery(Startup startup) {
        String reported = startup.parameters().get("in_hot_standby");
        return isTrue(reported != null ? reported : startup.ask("select pg_catalog.pg_is_in_recovery()"));
    }

    private static boolean isTrue(@Nullable String value) {
        return "on".equals(value) || "t".equals(value);
    }
}
