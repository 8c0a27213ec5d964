package io.juvloop.net.peer;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// 127.0.0.2, which Linux and Windows have and macOS only if it was added.
public final class SecondAddress {
    private static final String ADDRESS = "127.0.0.2";

    private SecondAddress() {}

    /// The address; a test that needs it is skipped where it is missing.
    public static String orSkip() {
        try (ServerSocket trial = new ServerSocket(0, 1, InetAddress.ofLiteral(ADDRESS))) {
            return trial.getInetAddress().getHostAddress();
        } catch (IOException missing) {
            return abort(ADDRESS + " is not an address of this host: " + missing.getMessage());
        }
    }
}
