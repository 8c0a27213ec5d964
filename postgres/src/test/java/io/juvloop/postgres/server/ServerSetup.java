package io.juvloop.postgres.server;

import java.util.ArrayList;
import java.util.List;

/// What a server is like. Immutable.
///
/// @param isEncrypted whether it offers TLS
/// @param isStandby whether it is in recovery for ever, and so takes no writes
/// @param settings lines of its configuration
public record ServerSetup(boolean isEncrypted, boolean isStandby, List<String> settings) {
    /// With TLS, and writable.
    public static final ServerSetup DEFAULT = new ServerSetup(true, false, List.of());

    /// The same without TLS.
    public ServerSetup plain() {
        return new ServerSetup(false, isStandby, settings);
    }

    /// The same in recovery.
    public ServerSetup standby() {
        return new ServerSetup(isEncrypted, true, settings);
    }

    /// The same with a line of configuration more.
    public ServerSetup with(String setting) {
        List<String> more = new ArrayList<>(settings);
        more.add(setting);
        return new ServerSetup(isEncrypted, isStandby, List.copyOf(more));
    }
}
