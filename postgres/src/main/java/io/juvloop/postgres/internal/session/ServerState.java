package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.ServerVersion;
import io.juvloop.postgres.internal.wire.TransactionStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server has said of itself and of the session.
///
/// Loop thread only. One a connection.
public final class ServerState {
    private static final int MOST_SETTINGS = 1 << 10; // a server reports some twenty

    private Map<String, String> settings; // shared with other connections until one changes
    private boolean isOwn;
    private final int pid;
    private byte transactionStatus;
    private @Nullable ServerVersion version;

    ServerState(Map<String, String> settings, int pid, byte transactionStatus) {
        this.settings = settings;
        this.pid = pid;
        this.transactionStatus = transactionStatus;
    }

    /// The process id of the backend.
    ///
    /// @return its number
    public int pid() {
        return pid;
    }

    /// What the last ReadyForQuery said.
    ///
    /// @return `I` outside a transaction, `T` inside of one, `E` inside of one that has failed
    public byte transactionStatus() {
        return transactionStatus;
    }

    void setTransactionStatus(byte status) {
        transactionStatus = status;
    }

    /// Whether the last ReadyForQuery said that a transaction is open.
    ///
    /// @return also for one that has failed
    public boolean isInTransaction() {
        return transactionStatus != TransactionStatus.IDLE;
    }

    /// The settings that the server reports.
    ///
    /// @return a copy
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /// One of the settings that the server reports.
    ///
    /// @param name of the setting
    /// @return its value, or empty
    public String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    /// Keeps what the server reports.
    ///
    /// @throws ProtocolViolation if it reports so many that they only fill the memory
    void setSetting(String name, String value) {
        if (!isOwn) {
            settings = new HashMap<>(settings);
            isOwn = true;
        }
        settings.put(name, value);
        if (settings.size() > MOST_SETTINGS) {
            throw new ProtocolViolation("the server reports more than " + MOST_SETTINGS + " settings");
        }
    }

    /// The version of the server.
    ///
    /// @return from what it reports
    public ServerVersion version() {
        ServerVersion known = version;
        if (known == null) {
            known = ServerVersion.parse(setting("server_version"));
            version = known;
        }
        return known;
    }
}
