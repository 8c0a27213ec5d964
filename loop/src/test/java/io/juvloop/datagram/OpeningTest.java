package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.net.peer.Blocking;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The outcomes of opening an endpoint: success, failure, cancellation, or the loop's close.
@LoopTest
class OpeningTest {
    private static Datagrams never() {
        throw new AssertionError("nobody waits for it");
    }

    @Test
    void nothingHappensBeforeTheCallReturns(EventLoop loop) {
        Datagrams protocol = new Datagrams();
        CompletableFuture<DatagramEndpoint<Datagrams>> future = loop.createDatagramEndpoint(() -> protocol, Udp.LOCAL);
        assertThat(future).isNotDone();
        assertThat(protocol.events()).isEmpty();
        DatagramEndpoint<Datagrams> made = loop.runUntilComplete(future);
        assertThat(made.protocol()).isSameAs(protocol);
        assertThat(made.transport()).isSameAs(protocol.transport());
        assertThat(made.transport().loop()).isSameAs(loop);
        assertThat(made.transport().toString()).contains("datagram transport", "127.0.0.1");
        Udp.close(loop, protocol);
    }

    @Test
    void anAddressInUseIsNamed(EventLoop loop) {
        Datagrams first = Udp.bound(loop);
        DatagramOptions same = DatagramOptions.DEFAULT.withLocalAddress(first.name());
        assertThatThrownBy(() -> Udp.open(loop, OpeningTest::never, same))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + ((InetSocketAddress) first.name()).getPort())
                .hasCauseInstanceOf(UvException.class);
        Udp.close(loop, first);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPortCanBeShared(EventLoop loop) {
        Datagrams first = Udp.open(loop, Datagrams::new, Udp.LOCAL.withReusePort(true));
        DatagramOptions same =
                DatagramOptions.DEFAULT.withLocalAddress(first.name()).withReusePort(true);
        Datagrams second = Udp.open(loop, Datagrams::new, same);
        assertThat(second.name()).isEqualTo(first.name());
        List<Datagrams> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Datagrams client = Udp.bound(loop);
            client.send("x", first.name());
            clients.add(client);
        }
        Await.until(loop, () -> first.received().size() + second.received().size() == 40);
        assertThat(first.received()).isNotEmpty();
        assertThat(second.received()).isNotEmpty();
        Udp.close(loop, clients.toArray(Datagrams[]::new));
        Udp.close(loop, first, second);
    }

    @Test
    void anUnknownHostFails(EventLoop loop) {
        DatagramOptions nowhere = DatagramOptions.DEFAULT.withRemoteAddress("no.such.host.invalid", 80);
        assertThatThrownBy(() -> Udp.open(loop, OpeningTest::never, nowhere))
                .cause()
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void namesAreResolvedForBothEnds(EventLoop loop) {
        Datagrams server = Udp.bound(loop);
        DatagramOptions named = DatagramOptions.DEFAULT
                .withFamily(StandardProtocolFamily.INET)
                .withLocalAddress("localhost", 0)
                .withRemoteAddress("localhost", ((InetSocketAddress) server.name()).getPort());
        Datagrams client = Udp.open(loop, Datagrams::new, named);
        client.send("hello", null);
        Await.until(loop, () -> server.received().size() == 1);
        Udp.close(loop, server, client);
    }

    @Test
    void cancellingBeforeTheEndLeavesNothing(EventLoop loop) {
        List<CompletableFuture<?>> futures = List.of(
                loop.createDatagramEndpoint(OpeningTest::never, Udp.LOCAL),
                loop.createDatagramEndpoint(
                        OpeningTest::never, DatagramOptions.DEFAULT.withLocalAddress("localhost", 0)));
        futures.forEach(future -> future.cancel(false));
        Turns.many(loop, 3);
        assertThat(futures).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anOctalAddressIsWhatItIsToTheSystem(EventLoop loop) {
        DatagramOptions octal = DatagramOptions.DEFAULT.withLocalAddress("0177.0.0.1", 0);
        Datagrams endpoint = Udp.open(loop, Datagrams::new, octal);
        assertThat(((InetSocketAddress) endpoint.name()).getAddress().getHostAddress())
                .isEqualTo("127.0.0.1");
        Udp.close(loop, endpoint);
    }

    @Test
    void cancelledByOtherThreadsNothingIsLeft(EventLoop loop) {
        DatagramOptions named = DatagramOptions.DEFAULT.withLocalAddress("localhost", 0);
        for (int round = 0; round < 300; round++) {
            List<Datagrams> made = new ArrayList<>();
            Supplier<Datagrams> factory = () -> {
                made.add(new Datagrams());
                return made.getLast();
            };
            var opening = loop.createDatagramEndpoint(factory, round % 2 == 0 ? Udp.LOCAL : named);
            int spins = ThreadLocalRandom.current().nextInt(5000);
            var canceller = Blocking.run(() -> {
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                opening.cancel(false);
            });
            loop.runUntilComplete(opening.handle((endpoint, failure) -> true));
            loop.runUntilComplete(canceller);
            if (!opening.isCancelled()) {
                opening.join().transport().abort();
            }
            Await.until(loop, () -> made.stream().allMatch(Datagrams::isLost));
        }
    }

    @Test
    void cancellingInsideConnectionMadeClosesTheEndpoint(EventLoop loop) {
        List<CompletableFuture<?>> future = new ArrayList<>();
        class Canceller extends Datagrams {
            @Override
            public void connectionMade(io.juvloop.datagram.DatagramTransport made) {
                super.connectionMade(made);
                future.getFirst().cancel(false);
            }
        }
        Canceller protocol = new Canceller();
        future.add(loop.createDatagramEndpoint(() -> protocol, Udp.LOCAL));
        Await.until(loop, protocol::isLost);
        assertThat(protocol.events()).containsExactly("made", "lost");
        assertThat(protocol.lossCause()).isNull();
    }

    @Test
    void closingTheLoopFailsWhatIsBeingMade(EventLoop loop, Logged logged) {
        List<CompletableFuture<?>> futures = List.of(
                loop.createDatagramEndpoint(OpeningTest::never, Udp.LOCAL),
                loop.createDatagramEndpoint(
                        OpeningTest::never, DatagramOptions.DEFAULT.withLocalAddress("localhost", 0)));
        loop.close();
        assertThat(futures).allSatisfy(future -> {
            assertThat(future).isCompletedExceptionally();
            assertThat(future.exceptionNow()).hasMessage("the event loop is closed");
        });
        assertThat(logged.only().message()).contains("unclosed", "being made");
    }

    @Test
    void aFactoryThatFailsLeavesNothing(EventLoop loop) {
        assertThatThrownBy(() -> Udp.open(
                        loop,
                        () -> {
                            throw new IllegalStateException("on purpose");
                        },
                        Udp.LOCAL))
                .hasMessage("on purpose");
        assertThatThrownBy(() -> Udp.open(loop, () -> null, Udp.LOCAL)).hasMessage("the protocol factory gave null");
    }

    @Test
    @Tag("U3")
    @Tag("U7")
    void optionsThatContradictEachOtherAreRefused(EventLoop loop) {
        DatagramOptions plain = DatagramOptions.DEFAULT;
        InetSocketAddress v4 = Udp.address("127.0.0.1", 80);
        InetSocketAddress v6 = Udp.address("::1", 80);
        UnixDomainSocketAddress unix = UnixDomainSocketAddress.of("/tmp/x");
        List<ThrowingCallable> wrong = List.of(
                () -> plain.withLocalAddress(v4).withRemoteAddress(v6),
                () -> plain.withLocalAddress(v4).withRemoteAddress(unix),
                () -> plain.withLocalAddress("name", 1).withRemoteAddress(unix),
                () -> plain.withLocalAddress(v4).withFamily(StandardProtocolFamily.INET6),
                () -> plain.withSocket(-1),
                () -> plain.withSocket(3).withLocalAddress(v4),
                () -> plain.withSocket(3).withReusePort(true),
                () -> plain.withLocalAddress(v4).withSocket(3),
                () -> {
                    var _ = loop.createDatagramEndpoint(OpeningTest::never, plain);
                });
        assertThat(wrong).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> loop.createDatagramEndpoint(null, Udp.LOCAL)).isInstanceOf(NullPointerException.class);
    }
}
