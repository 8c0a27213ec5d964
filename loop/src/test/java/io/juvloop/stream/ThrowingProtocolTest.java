package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An exception of a protocol affects only its own connection: the JVM lives, and other connections continue.
@LoopTest
class ThrowingProtocolTest {
    static Stream<Arguments> everyMethodWithEveryFault() {
        return Arrays.stream(ProtocolMethod.values())
                .flatMap(moment -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(moment, fault)));
    }

    @Tag("J1")
    @Tag("T15")
    @Tag("T16")
    @ParameterizedTest(name = "{0} throws {1}")
    @MethodSource("everyMethodWithEveryFault")
    void whateverAProtocolThrowsOtherConnectionsGoOn(
            ProtocolMethod moment, Fault fault, EventLoop loop, Reported reported) {
        try (Pair<Echo, RecordingProtocol> healthy = Pair.connect(loop, Echo::new, RecordingProtocol::new)) {
            Throwable told = provoke(moment, fault, loop, reported);
            assertThat(told).isInstanceOf(fault.type());
            healthy.clientTransport().write("alive".getBytes(UTF_8));
            Await.until(loop, () -> healthy.client().receivedText().equals("alive"));
            assertThat(healthy.client().events()).containsExactly("made", "data");
        }
    }

    /// Provokes one exception.
    ///
    /// @return the exception that the handler received, or that ended the run
    private static Throwable provoke(ProtocolMethod moment, Fault fault, EventLoop loop, Reported reported) {
        try (Serving<Recording> serving = Serving.tcp(loop, () -> moment.protocol(fault))) {
            Throwable thrown = catchThrowable(() -> moment.provoke(loop, serving));
            if (fault.stopsTheRun) {
                assertThat(reported.count())
                        .as("reports of an error that ends the run")
                        .isZero();
                assertThat(thrown).as("the error that ends the run").isNotNull();
            } else {
                assertThat(thrown).isNull();
            }
            if (moment.endsTheConnection) {
                Recording failed = serving.protocol(0);
                Await.until(loop, "the loss", failed::isLost);
                assertThat(failed.events().stream().filter(event -> event.startsWith("lost")))
                        .hasSize(1);
                assertThat(failed.lossCause()).isInstanceOf(fault.type());
            }
            return fault.stopsTheRun ? thrown : reported.only().exception();
        }
    }
}
