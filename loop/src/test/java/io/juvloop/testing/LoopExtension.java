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

/// Makes a loop before each test and closes it afterwards. A test that passed fails all the same if, once its
/// loop had time to settle, it left
///
/// - a handle or request alive, or native memory in use
/// - a task that is not done
/// - a callback or timer waiting, unless it says [LeavesCallbacks]
/// - a file descriptor of the process open that was not, or closed one that was not its own
/// - a log record above INFO, or a report to the exception handler, that it did not look at
///
/// Parameters that a test may have: an [EventLoop]; [Logged], to look at the log; [Reported], to be the loop's
/// exception handler. A loop that runs for too long is ended by the [Watchdog].
public final class LoopExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    /// A configuration parameter: how long a loop may take to get rid of everything.
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
