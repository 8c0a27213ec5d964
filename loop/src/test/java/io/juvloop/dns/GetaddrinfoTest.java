package io.juvloop.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.net.peer.Blocking;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [EventLoop#getaddrinfo] beyond the resolver's results.
@LoopTest
class GetaddrinfoTest {
    private static final int MANY = 50;
    private static final AddressOptions STREAM = AddressOptions.DEFAULT.withType(SocketType.STREAM);

    @Test
    void numericHostsNeedNoResolver(EventLoop loop) {
        CompletableFuture<List<AddressInfo>> answer = loop.getaddrinfo("192.0.2.1", 80, STREAM);
        assertThat(answer)
                .isCompletedWithValue(List.of(new AddressInfo(
                        AddressFamily.INET,
                        SocketType.STREAM,
                        6,
                        "",
                        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 80))));
        assertThat(loop.stats().requests().get("GETADDRINFO").created()).isZero();
    }

    @Test
    void namesAreAskedForOnThePool(EventLoop loop) {
        CompletableFuture<List<AddressInfo>> answer = loop.getaddrinfo("localhost", 80, STREAM);
        assertThat(answer).isNotDone();
        assertThat(loop.runUntilComplete(answer))
                .allMatch(info -> info.address().getAddress().isLoopbackAddress());
        assertThat(loop.stats().requests().get("GETADDRINFO").created()).isEqualTo(1);
    }

    @Test
    @Tag("D2")
    void unknownNamesAreUnknownHosts(EventLoop loop) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.getaddrinfo("x.invalid", 80)))
                .satisfies(failed -> assertThat(ResolverErrors.nameOf(failed)).isNotEmpty())
                .withMessageContaining("x.invalid");
    }

    @Test
    @Tag("D2")
    @DisplayName("the empty name is unknown on every platform and with every libuv")
    void emptyNameIsUnknown(EventLoop loop) {
        CompletableFuture<List<AddressInfo>> answer = loop.getaddrinfo("", 80);
        assertThat(answer).isCompletedExceptionally();
        assertThat(answer.exceptionNow())
                .isInstanceOf(UnknownHostException.class)
                .hasCauseInstanceOf(UvException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "localhost\0"})
    @Tag("D2")
    void namesWithNulAreRefused(String host, EventLoop loop) {
        assertThatIllegalArgumentException().isThrownBy(() -> loop.getaddrinfo(host, 80));
        assertThatIllegalArgumentException().isThrownBy(() -> loop.getaddrinfo("localhost", host, STREAM));
    }

    @Test
    void portsOutOfRangeAreRefused(EventLoop loop) {
        assertThatIllegalArgumentException().isThrownBy(() -> loop.getaddrinfo("localhost", 65536));
        assertThatIllegalArgumentException().isThrownBy(() -> loop.getaddrinfo("localhost", -1));
    }

    @Test
    void namesBeyondAsciiAreAskedForAsIdna(EventLoop loop) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.getaddrinfo("bücher.invalid", 80)))
                .withMessageContaining("xn--bcher-kva.invalid");
        // full-width letters and an ideographic stop become what they look like
        assertThat(loop.runUntilComplete(loop.getaddrinfo("ｌｏｃａｌｈｏｓｔ", 80, STREAM)))
                .isEqualTo(loop.runUntilComplete(loop.getaddrinfo("localhost", 80, STREAM)));
        assertThat(loop.getaddrinfo("127。0。0。1", 80, STREAM)).isCompleted();
    }

    @Test
    @Tag("D4")
    @DisplayName("cancelled lookups are forgotten at once, and the loop lives on")
    void cancelledLookupsAreForgotten(EventLoop loop) {
        List<CompletableFuture<List<AddressInfo>>> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(loop.getaddrinfo("localhost", i));
        }
        answers.forEach(answer -> assertThat(answer.cancel(true)).isTrue());
        assertThat(answers).allMatch(CompletableFuture::isCancelled);
        Await.until(loop, () -> loop.stats().requests().get("GETADDRINFO").live() == 0);
        assertThat(loop.runUntilComplete(loop.getaddrinfo("localhost", 80, STREAM)))
                .isNotEmpty();
    }

    @Test
    void otherThreadsMayCancelLookupsAtAnyTime(EventLoop loop) {
        for (int round = 0; round < 200; round++) {
            var name = loop.getaddrinfo("localhost", 80);
            var address = loop.getnameinfo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80), Set.of());
            int spins = ThreadLocalRandom.current().nextInt(20_000);
            var canceller = Blocking.run(() -> {
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                name.cancel(false);
                address.cancel(false);
            });
            loop.runUntilComplete(name.handle((found, failure) -> true));
            loop.runUntilComplete(address.handle((found, failure) -> true));
            loop.runUntilComplete(canceller);
        }
        Await.until(loop, () -> loop.stats().requests().values().stream().allMatch(count -> count.live() == 0));
    }

    @Test
    @Tag("D4")
    @DisplayName("a loop is closed with fifty lookups under way")
    void closingEndsLookups() {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        List<String> told = new ArrayList<>();
        EventLoop loop = EventLoop.create();
        for (int i = 0; i < MANY; i++) {
            var answer = loop.getaddrinfo(i % 2 == 0 ? "localhost" : "x.invalid", 80);
            var _ = answer.thenRun(() -> told.add("answer"));
            answers.add(answer);
        }
        answers.get(3).cancel(false);
        Turns.one(loop);
        loop.close();
        assertThat(answers).allMatch(CompletableFuture::isDone).anyMatch(CompletableFuture::isCancelled);
        assertThat(loop.stats().requests().get("GETADDRINFO").live()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> loop.getaddrinfo("localhost", 80));
    }

    @Test
    void runThatIsStoppedLeavesTheLookupToTheNext(EventLoop loop) {
        CompletableFuture<List<AddressInfo>> answer = loop.getaddrinfo("localhost", 80);
        Turns.one(loop);
        assertThat(loop.runUntilComplete(answer)).isNotEmpty();
        answer.cancel(true);
        assertThat(answer.isCancelled()).isFalse();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> {
            CompletableFuture<List<AddressInfo>> cancelled = loop.getaddrinfo("localhost", 80);
            cancelled.cancel(true);
            loop.runUntilComplete(cancelled);
        });
    }
}
