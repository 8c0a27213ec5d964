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

/// Creates an event loop for each JUnit test and closes it afterwards. A test that passed fails nevertheless if,
/// after its loop had time to settle, it left
///
/// - a handle or request alive, or native memory in use
/// - a task that is not done
/// - a callback or timer waiting, unless the test says [MayLeaveCallbacks]
/// - a descriptor of the process open that is no plain file (Linux and macOS)
/// - a platform thread alive that is no daemon
/// - a warning or an error in juvloop's log, or a report to the exception handler, that the test did not examine
///
/// A test has one loop: a [TestLoop] if it has a parameter of that type, otherwise one of [EventLoop#create].
/// Parameters of the types [LogLines] and [ExceptionReports] let a test examine these. A run that never ends is
/// stopped after 40 seconds.
///
/// Any thread, as JUnit calls it; tests must not run concurrently, because descriptors, threads and the log belong
/// to the process. See asyncio's
/// [IsolatedAsyncioTestCase](https://docs.python.org/3.13/library/unittest.html#unittest.IsolatedAsyncioTestCase).
public final class EventLoopExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    /// The configuration parameter of JUnit for the time that a loop has to settle, such as `PT5S`; 2 seconds by
    /// default.
    public static final String TIME_TO_SETTLE = "juvloop.testing.settle";

    private static final Namespace NAMESPACE = Namespace.create(EventLoopExtension.class);
    private static final Duration SETTLES = Duration.ofSeconds(2);

    /// Creates the extension, for JUnit.
    public EventLoopExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        var _ = watched(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean mayLeaveCallbacks = context.getTestMethod()
                .map(method -> method.isAnnotationPresent(MayLeaveCallbacks.class))
                .orElse(false);
        List<String> remains = watched(context).end(mayLeaveCallbacks);
        if (!remains.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("the test left behind:\n  " + String.join("\n  ", remains));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EventLoop.class
                || type == TestLoop.class
                || type == LogLines.class
                || type == ExceptionReports.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        WatchedLoop test = watched(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == LogLines.class) {
            return test.log();
        }
        return type == ExceptionReports.class ? test.reports() : test.loop();
    }

    private static WatchedLoop watched(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        WatchedLoop present = store.get(WatchedLoop.class, WatchedLoop.class);
        if (present == null) {
            present = new WatchedLoop(wantsTestLoop(context), timeToSettle(context));
            store.put(WatchedLoop.class, present);
        }
        return Objects.requireNonNull(present);
    }

    private static boolean wantsTestLoop(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> List.of(method.getParameterTypes()).contains(TestLoop.class))
                .orElse(false);
    }

    private static Duration timeToSettle(ExtensionContext context) {
        return context.getConfigurationParameter(TIME_TO_SETTLE, Duration::parse)
                .orElse(SETTLES);
    }
}
