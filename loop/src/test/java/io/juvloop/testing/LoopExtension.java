package io.juvloop.testing;

import io.juvloop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Creates a loop before each test and closes it afterwards. A test that passed still fails if, after the loop
/// had time to settle, it left
///
/// - a handle or request alive, or native memory in use
/// - an unfinished task
/// - a pending callback or timer, unless it is marked [LeavesCallbacks]
/// - another loop that it did not close
/// - an additional file descriptor of the process open, or closed one that was not its own
/// - a log record above INFO, or a report to the exception handler, that it did not check
///
/// A test may have these parameters: an [EventLoop]; [Logged], to check the log; [Reported], to be the loop's
/// exception handler. The [Watchdog] ends a loop that runs for too long.
public final class LoopExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    /// A configuration parameter: the time that a loop may take to release everything.
    static final String TIME_TO_SETTLE = "juvloop.settle";

    private static final Namespace NAMESPACE = Namespace.create(LoopExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context).put(LoopUnderTest.class, new LoopUnderTest(timeToSettle(context)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> leftovers = loopUnderTest(context).end(mayLeaveCallbacks(context));
        if (!leftovers.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("the test left behind:\n  " + String.join("\n  ", leftovers));
        }
    }

    private static Duration timeToSettle(ExtensionContext context) {
        return context.getConfigurationParameter(TIME_TO_SETTLE, Duration::parse)
                .orElse(Duration.ofSeconds(2));
    }

    private static boolean mayLeaveCallbacks(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(LeavesCallbacks.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EventLoop.class || type == Logged.class || type == Reported.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LoopUnderTest test = loopUnderTest(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Logged.class) {
            return test.logged();
        }
        return type == Reported.class ? test.reported() : test.loop();
    }

    private static LoopUnderTest loopUnderTest(ExtensionContext context) {
        return Objects.requireNonNull(store(context).get(LoopUnderTest.class, LoopUnderTest.class));
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
