package io.juvloop.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.EventLoop;
import io.juvloop.Signal;
import io.juvloop.testing.LoopTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signals that cannot be handled, and signals with names.
@LoopTest
class SignalRefusalTest {
    @ParameterizedTest
    @Tag("G2")
    @DisplayName("signals that cannot be caught, or that the JVM or libuv need, are refused with the reason")
    @CsvSource({
        "KILL, lets no process catch it",
        "STOP, lets no process catch it",
        "CHLD, libuv",
        "SEGV, JVM",
        "BUS, JVM",
        "FPE, JVM",
        "ILL, JVM",
        "TRAP, breakpoints",
        "ABRT, crashing",
        "QUIT, thread dump",
        "PIPE, JVM ignores it",
        "XFSZ, JVM ignores it",
        "PROF, profilers",
        "USR2, JVM stops threads"
    })
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsNeededOtherwiseIsRefused(Signal signal, String reason, EventLoop loop) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.addSignalHandler(signal, () -> {}))
                .withMessageStartingWith(signal + " cannot be handled: ")
                .withMessageContaining(reason);
        assertThat(loop.removeSignalHandler(signal)).isFalse();
    }

    @ParameterizedTest
    @Tag("G2")
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65, 1000, Integer.MAX_VALUE})
    void numbersOfNoSignalAreRefused(int number, EventLoop loop) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.addSignalHandler(number, () -> {}))
                .withMessageStartingWith("there is no signal " + number + "; they are 1 to ");
        assertThatIllegalArgumentException().isThrownBy(() -> loop.removeSignalHandler(number));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theJdksOwnRealTimeSignalIsRefused(EventLoop loop) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.addSignalHandler(62, () -> {}))
                .withMessage("signal 62 cannot be handled: the JDK interrupts threads by it that wait for a channel");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void otherRealTimeSignalsHaveHandlers(EventLoop loop) {
        loop.addSignalHandler(40, () -> {});
        assertThat(loop.removeSignalHandler(40)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"HUP", "INT", "TERM", "USR1", "ALRM", "CONT", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "VTALRM"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void allOthersHaveHandlers(Signal signal, EventLoop loop) {
        loop.addSignalHandler(signal, () -> {});
        assertThat(loop.removeSignalHandler(signal)).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSignalOfAnotherSystemIsUnsupported(EventLoop loop) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> loop.addSignalHandler(Signal.BREAK, () -> {}))
                .withMessageContaining("SIGBREAK does not exist on");
    }

    @Test
    void namesAreFoundAsPeopleWriteThem() {
        assertThat(Signal.of("usr1"))
                .isSameAs(Signal.of("SIGUSR1"))
                .isSameAs(Signal.USR1)
                .hasToString("SIGUSR1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signal.of("NOPE"))
                .withMessage("there is no signal of the name NOPE");
    }

    @ParameterizedTest
    @EnumSource
    void aNumberLeadsBackToItsName(Signal signal) {
        if (signal.isSupported()) {
            assertThat(Signal.of(signal.number())).contains(signal);
        } else {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(signal::number);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void numbersAreTheSystemsOwn() {
        assertThat(Signal.USR1.number()).isEqualTo(10);
        assertThat(Signal.of(64)).isEmpty();
    }
}
