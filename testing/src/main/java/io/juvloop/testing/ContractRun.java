package io.juvloop.testing;

import static org.junit.jupiter.api.Assertions.fail;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One test of [TransportContract]: a loop with two connected ends, which is closed and checked at the end.
///
/// On the thread of the test. Lives as long as the test.
final class ContractRun implements AutoCloseable {
    private static final int TRIES = 10_000;
    private static final Duration STEP = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<ExceptionContext> reports = new ArrayList<>();
    private final EventLoop loop;
    private final Remains remains;
    private final ContractEnd first;
    private final ContractEnd second;
    private boolean examined;

    ContractRun(TransportContract contract, ContractEnd first, ContractEnd second) {
        loop = contract.newLoop();
        loop.setExceptionHandler((_, context) -> reports.add(context));
        remains = new Remains(loop);
        this.first = first;
        this.second = second;
        contract.connect(loop, first, second);
        await("connectionMade of both ends", () -> first.isMade() && second.isMade());
    }

    static ContractRun of(TransportContract contract) {
        return new ContractRun(contract, new ContractEnd(false), new ContractEnd(false));
    }

    EventLoop loop() {
        return loop;
    }

    ContractEnd first() {
        return first;
    }

    ContractEnd second() {
        return second;
    }

    /// The errors that were reported, which then do not fail the test.
    List<ExceptionContext> reports() {
        examined = true;
        return reports;
    }

    /// Runs the loop until a condition holds.
    void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < TRIES && !condition.getAsBoolean(); i++) {
            var _ = loop.callLater(STEP, loop::stop);
            loop.runForever();
        }
        if (!condition.getAsBoolean()) {
            fail("in vain for " + what + ": first " + first.calls() + ", second " + second.calls());
        }
    }

    void awaitLost() {
        await("connectionLost of both ends", () -> first.isLost() && second.isLost());
    }

    /// Runs some iterations, in which what must not happen could.
    void runABit() {
        for (int i = 0; i < 20; i++) {
            var _ = loop.callLater(STEP, loop::stop);
            loop.runForever();
        }
    }

    /// Ends the connection, and fails the test for errors that it did not expect and for what is left.
    @Override
    public void close() {
        first.transport().abort();
        second.transport().abort();
        awaitLost();
        List<String> left = new ArrayList<>(remains.afterSettling(false, PATIENCE));
        loop.close();
        left.addAll(Remains.afterClose(loop.stats()));
        if (!examined) {
            reports.forEach(context -> left.add("reported to the exception handler: " + context));
        }
        if (!left.isEmpty()) {
            fail("the transport left behind: " + left);
        }
    }
}
