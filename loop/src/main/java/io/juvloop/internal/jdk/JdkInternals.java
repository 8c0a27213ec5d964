package io.juvloop.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The only class that reaches into `java.lang`: virtual threads with a custom scheduler, and the scoped values
/// of the calling code. JDK 25 has both in `java.lang` without a public API, and `--add-opens` gives access; a
/// later JDK may publish them, and then only this class changes.
///
/// Any thread. [JdkHandles] finds them before; nothing here may be called unless [#areOpen].
public final class JdkInternals {
    private static final JdkHandles FOUND = JdkHandles.found();

    /// How to let us in, for error messages and the log.
    public static final String FLAG = FOUND.flag();

    // constants of this class, because only through such does the JIT see the method behind a handle
    private static final MethodHandle NEW_THREAD = FOUND.newThread();
    private static final MethodHandle BINDINGS = FOUND.bindings();
    private static final MethodHandle RAW_BINDINGS = FOUND.rawBindings();
    private static final MethodHandle SET_BINDINGS = FOUND.setBindings();
    private static final MethodHandle SET_CACHE = FOUND.setCache();
    private static final MethodHandle RUN_WITH = FOUND.runWith();
    private static final JdkHandles.Parking PARKING = FOUND.parking();
    private static final MethodHandle TAKE_PERMIT = PARKING.takePermit();
    private static final MethodHandle SET_STATE = PARKING.setState();
    private static final MethodHandle CHANGE_STATE = PARKING.changeState();
    private static final MethodHandle YIELD = PARKING.yield();
    private static final int STATE_PARKING = PARKING.parking();
    private static final int STATE_PARKED = PARKING.parked();
    private static final int STATE_UNPARKED = PARKING.unparked();
    private static final int STATE_RUNNING = PARKING.running();
    private static final ScopedValue.Carrier CARRIER = FOUND.carrier();

    private JdkInternals() {}

    /// Whether virtual threads are mounted on others here. On some platforms, and with `-XX:-VMContinuations`, each
    /// is a thread of the system, and takes no scheduler.
    public static boolean hasContinuations() {
        return FOUND.hasContinuations();
    }

    /// Whether the JDK is a known version and gives access.
    public static boolean areOpen() {
        return FOUND.isOpen();
    }

    /// Creates a virtual thread that a given executor schedules.
    ///
    /// @param scheduler receives the continuation whenever the thread can continue
    /// @param name the name of the thread
    /// @param body the code of the thread
    public static Thread newVirtualThread(Executor scheduler, String name, Runnable body) {
        try {
            return (Thread) NEW_THREAD.invokeExact(scheduler, name, 0, body);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's method throws
        }
    }

    /// Parks the calling virtual thread as `LockSupport.park` does, but never blocks its carrier, which would
    /// wait indefinitely if the wake-up has to come from that carrier.
    ///
    /// The state needs no fence here: the JDK sets the next one, with a fence, before it looks for a permit.
    ///
    /// @param current the calling thread
    /// @return false if it is pinned to its carrier and so did not yield
    public static boolean park(Thread current) {
        if (!PARKING.isKnown()) {
            LockSupport.park();
            return true;
        }
        boolean yielded = false;
        try {
            if ((boolean) TAKE_PERMIT.invokeExact(current, false) || current.isInterrupted()) {
                return true;
            }
            SET_STATE.invokeExact(current, STATE_PARKING);
            try {
                yielded = (boolean) YIELD.invokeExact(current);
            } finally {
                if (!yielded) {
                    SET_STATE.invokeExact(current, STATE_RUNNING);
                }
            }
            return yielded;
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's methods throw
        }
    }

    /// Makes a virtual thread runnable that has parked, as `LockSupport.unpark` does, but leaves it to the caller to
    /// schedule it. It sets no permit, which only a thread that has not parked yet needs and which would be taken
    /// back at once: a tenth of what a change of tasks costs.
    ///
    /// @param parked a thread that is mounted nowhere
    /// @return false if nothing was done, because it has not parked, or has been unparked already
    public static boolean makeRunnable(Thread parked) {
        if (!PARKING.isKnown()) {
            return false;
        }
        try {
            return (boolean) CHANGE_STATE.invokeExact(parked, STATE_PARKED, STATE_UNPARKED);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's method throws
        }
    }

    /// The default scheduler of virtual threads.
    public static Executor defaultScheduler() {
        Executor scheduler = FOUND.defaultScheduler();
        if (scheduler == null) {
            throw new IllegalStateException("the JDK's scheduler of virtual threads is not open: " + FLAG);
        }
        return scheduler;
    }

    /// The scoped values that are bound in the calling code.
    ///
    /// @return the bindings, or null if there are none
    @SuppressWarnings("ReferenceEquality") // one object means no bindings
    public static @Nullable Object scopedValues() {
        try {
            Object bindings = (Object) BINDINGS.invokeExact();
            return bindings == FOUND.noBindings() ? null : bindings;
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's method throws
        }
    }

    /// The object that [#scopedValues] replaces by null.
    static Object noScopedValues() {
        return Objects.requireNonNull(FOUND.noBindings(), "nothing is bound where the JDK is closed");
    }

    /// Runs code with scoped values captured earlier, possibly on another thread.
    ///
    /// @param bindings the result of [#scopedValues]
    public static void runWith(Object bindings, Runnable body) {
        try {
            Object before = (Object) RAW_BINDINGS.invokeExact();
            SET_CACHE.invokeExact((Object[]) null);
            try {
                RUN_WITH.invokeExact(CARRIER, bindings, body);
            } finally {
                SET_BINDINGS.invokeExact(before);
                SET_CACHE.invokeExact((Object[]) null);
            }
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's method throws
        }
    }
}
