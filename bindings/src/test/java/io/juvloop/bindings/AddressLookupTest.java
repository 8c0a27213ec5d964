package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Names resolved by libuv: the answers, the failures, and exactly one answer for each lookup.
class AddressLookupTest {
    private static final int MANY = 100_000;

    private final TestLoop loop = new TestLoop();
    private final List<Integer> statuses = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void numericAddressIsItself() {
        resolve("127.0.0.1", 80);
        assertThat(statuses).containsExactly(0);
        assertThat(addresses).containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 80));
    }

    @Test
    void numericAddressOfVersionSixIsItself() {
        resolve("::1", 65535);
        assertThat(addresses).containsExactly(new InetSocketAddress(InetAddress.ofLiteral("::1"), 65535));
    }

    @Test
    void loopbackHasItsNameAndNoAddressTwice() {
        resolve("localhost", 1);
        assertThat(statuses).containsExactly(0);
        assertThat(addresses)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(address -> address.getAddress().isLoopbackAddress() && address.getPort() == 1);
    }

    @Test
    void absentHostMeansTheWildcards() {
        resolve(null, 9);
        assertThat(addresses)
                .isNotEmpty()
                .allMatch(address -> address.getAddress().isAnyLocalAddress());
    }

    /// libuv before 1.48 truncates it to 127.0.0.1.
    @Test
    void nameThatLibuvWouldCutIsRefused() {
        String cut = "0x" + "0".repeat(246) + "7f000001.example";
        assertThatThrownBy(() -> resolve(cut, 80))
                .isInstanceOfSatisfying(
                        UvFailure.class,
                        failure -> assertThat(UvErrors.name(failure.code())).isEqualTo("EAI_NONAME"));
    }

    @Test
    void nameThatCannotBeIsAnErrorWithoutAddresses() {
        resolve("no-such-host.invalid", 80);
        assertThat(statuses)
                .singleElement()
                .satisfies(status -> assertThat(UvErrors.name(status)).startsWith("EAI_"));
        assertThat(addresses).isEmpty();
    }

    @Test
    void hostNameThatIsTooLongIsRefusedAtOnceAndLeavesNothing() {
        assertThatThrownBy(() -> resolve("x".repeat(70_000), 80))
                .isInstanceOf(UvFailure.class)
                .hasMessageStartingWith("uv_getaddrinfo: ");
        assertThat(loop.uv().requests()).isEmpty();
        assertThat(statuses).isEmpty();
    }

    @Test
    void cancelledLookupIsAnsweredOnceAllTheSame() {
        int started = 0;
        // only a lookup that the thread pool has not begun can be cancelled, so there must be more of them than
        // threads
        while (!statuses.contains(UvErrors.code("EAI_CANCELED")) && started < MANY) {
            List<AddressLookup> lookups = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                lookups.add(AddressLookup.start(
                        loop.uv(),
                        AddressLookup.Query.ofStream("localhost", 80),
                        (status, found) -> statuses.add(status)));
            }
            lookups.reversed().forEach(AddressLookup::cancel);
            loop.runToTheEnd();
            lookups.forEach(AddressLookup::cancel);
            started += lookups.size();
        }
        assertThat(statuses).hasSize(started).contains(UvErrors.code("EAI_CANCELED"));
        assertThat(loop.uv().counters().ended(RequestType.GETADDRINFO)).isEqualTo(started);
    }

    private void resolve(@Nullable String host, int port) {
        AddressLookup.start(loop.uv(), AddressLookup.Query.ofStream(host, port), (status, found) -> {
            statuses.add(status);
            found.forEach(one -> addresses.add(one.address()));
        });
        loop.runToTheEnd();
    }
}
