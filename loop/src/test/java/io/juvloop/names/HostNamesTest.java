package io.juvloop.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every call that takes a host name checks it: libuv before 1.48 truncates a name of 256 characters and
/// resolves the rest (CVE-2024-24806), so a name that is too long must never reach it.
@LoopTest
class HostNamesTest {
    /// When truncated, the rest is 127.0.0.1 to a resolver.
    private static final String CUT = "0x" + "0".repeat(246) + "7f000001.example";

    private static final String LABEL = "a".repeat(63) + ".";
    private static final String LONGEST = LABEL.repeat(3) + "a".repeat(61);

    private static Throwable failure(Door door, EventLoop loop, String host) {
        try {
            door.open(loop, host, 80);
            throw new AssertionError(door + " was opened for " + host);
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatNoHostCanHaveIsUnknown(Door door, EventLoop loop) {
        for (String host : new String[] {
            CUT,
            LONGEST + "a",
            "a".repeat(256),
            "fe80::1%" + "a".repeat(300),
            "a".repeat(64) + ".example",
            "\u00fc".repeat(60) + ".example",
            "\u202e.example",
        }) {
            assertThat(failure(door, loop, host))
                    .as(host)
                    .isInstanceOf(UnknownHostException.class)
                    .hasCauseInstanceOf(UvException.class)
                    .hasMessageContaining(host);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLongestNameIsAskedFor(Door door, EventLoop loop) {
        assertThat(LONGEST).hasSize(253);
        assertThat(failure(door, loop, LONGEST + ".")).isInstanceOf(UnknownHostException.class);
    }

    /// In IDNA, wide digits and an ideographic stop are those of ASCII.
    @ParameterizedTest
    @EnumSource
    void aNameBeyondAsciiIsTakenAsIdnaHasIt(Door door, EventLoop loop) throws IOException {
        try (ServerSocket there = new ServerSocket(0, 50, InetAddress.ofLiteral(Loopback.HOST))) {
            int port = door.isServing() ? 0 : there.getLocalPort();
            door.open(loop, "\uff11\uff12\uff17.0\u30020.\uff11", port);
            door.open(loop, "\uff2c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54", port);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameWithNulIsRefusedAtTheCall(Door door, EventLoop loop) {
        assertThatThrownBy(() -> door.open(loop, "localhost\0.example", 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
    }
}
