package io.juvloop.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The only class that reaches into `java.lang`: virtual threads with a scheduler of our own, and the scoped
/// values of the calling code. JDK 25 has both in `java.lang` behind no public door, and `--add-opens` lets us
/// in; a later JDK may offer them openly, and then this class is what changes.
///
/// Any thread. Found once, at the first question; nothing here may be called unless [#areOpen].
public final class JdkInternals {
    /// How to let us in, for error messages and the log.
    public static final String FLAG = "--add-opens java.base/java.lang="
            + (JdkInternals.class.getModule().isNamed() ? "io.juvloop" : "ALL-UNNAMED");

    private static final @Nullable Handles HANDLES = find();
    // constants of this class, because only through such does the JIT see the method behind a handle
    private static final MethodHandle NEW_THREAD = HANDLES == null ? unusable() : HANDLES.newThread;
    private static final MethodHandle BINDINGS = HANDLES == null ? unusable() : HANDLES.bindings;
    private static final MethodHandle RAW_BINDINGS = HANDLES == null ? unusable() : HANDLES.rawBindings;
    private static final MethodHandle SET_BINDINGS = HANDLES == null ? unusable() : HANDLES.setBindings;
    private static final MethodHandle SET_CACHE = HANDLES == null ? unusable() : HANDLES.setCache;
    private static final MethodHandle RUN_WITH = HANDLES == null ? unusable() : HANDLES.runWith;
    private static final @Nullable Parking PARKING = HANDLES == null ? null : findParking();
    private static final MethodHandle TAKE_PERMIT = PARKING == null ? unusable() : PARKING.takePermit;
    private static final MethodHandle SET_STATE = PARKING == null ? unusable() : PARKING.setState;
    private static final MethodHandle YIELD = PARKING == null ? unusable() : PARKING.yield;
    private static final int STATE_PARKING = PARKING == null ? 0 : PARKING.parking;
    private static final int STATE_RUNNING = PARKING == null ? 0 : PARKING.running;

    private static final ScopedValue.Carrier CARRIER = ScopedValue.where(ScopedValue.newInstance(), FLAG);

    private JdkInternals() {}

    private record Handles(
            MethodHandle newThread,
            Executor defaultScheduler,
            MethodHandle bindings,
            MethodHandle rawBindings,
            MethodHandle setBindings,
            MethodHandle setCache,
            MethodHandle runWith,
            Object noBindings) {}

    /// How a virtual thread parks, step by step.
    private record Parking(
            MethodHandle takePermit, MethodHandle setState, MethodHandle yield, int parking, int running) {}

    private static @Nullable Parking findParking() {
        try {
            Lookup here = MethodHandles.lookup();
            Class<?> virtual = MethodHandles.privateLookupIn(Thread.class, here).findClass("java.lang.VirtualThread");
            Lookup in = MethodHandles.privateLookupIn(virtual, here);
            return new Parking(
                    in.findVirtual(virtual, "getAndSetParkPermit", MethodType.methodType(boolean.class, boolean.class))
                            .asType(MethodType.methodType(boolean.class, Thread.class, boolean.class)),
                    in.findVirtual(virtual, "setState", MethodType.methodType(void.class, int.class))
                            .asType(MethodType.methodType(void.class, Thread.class, int.class)),
                    in.findVirtual(virtual, "yieldContinuation", MethodType.methodType(boolean.class))
                            .asType(MethodType.methodType(boolean.class, Thread.class)),
                    (int) in.findStaticVarHandle(virtual, "PARKING", int.class).get(),
                    (int) in.findStaticVarHandle(virtual, "RUNNING", int.class).get());
        } catch (ReflectiveOperationException | RuntimeException otherwiseThere) {
            return null;
        }
    }

    private static MethodHandle unusable() {
        return MethodHandles.zero(void.class);
    }

    /// Whether virtual threads are mounted on others here. On some platforms, and with `-XX:-VMContinuations`, each is
    /// a thread of the system, and takes no scheduler.
    public static boolean hasContinuations() {
        return Thread.ofVirtual().unstarted(() -> {}).getClass().getName().equals("java.lang.VirtualThread");
    }

    private static @Nullable Handles find() {
        try {
            return hasContinuations() ? findHandles() : null;
        } catch (ReflectiveOperationException | RuntimeException notOpenOrNotThere) {
            return null;
        }
    }

    private static Handles findHandles() throws ReflectiveOperationException {
        Lookup here = MethodHandles.lookup();
        Lookup lookup = MethodHandles.privateLookupIn(Thread.class, here);
        Class<?> builders = lookup.findClass("java.lang.ThreadBuilders");
        Class<?> virtual = lookup.findClass("java.lang.VirtualThread");
        Class<?> snapshot = lookup.findClass("java.lang.ScopedValue$Snapshot");
        Lookup inBuilders = MethodHandles.privateLookupIn(builders, here);
        Lookup inVirtual = MethodHandles.privateLookupIn(virtual, here);
        Lookup inValues = MethodHandles.privateLookupIn(ScopedValue.class, here);
        Lookup inCarrier = MethodHandles.privateLookupIn(ScopedValue.Carrier.class, here);
        Lookup inSnapshot = MethodHandles.privateLookupIn(snapshot, here);
        MethodType newThread =
                MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class);
        return new Handles(
                inBuilders.findStatic(builders, "newVirtualThread", newThread),
                (Executor) inVirtual
                        .findStaticVarHandle(virtual, "DEFAULT_SCHEDULER", ForkJoinPool.class)
                        .get(),
                inValues.findStatic(ScopedValue.class, "scopedValueBindings", MethodType.methodType(snapshot))
                        .asType(MethodType.methodType(Object.class)),
                lookup.findStatic(Thread.class, "scopedValueBindings", MethodType.methodType(Object.class)),
                lookup.findStatic(
                        Thread.class, "setScopedValueBindings", MethodType.methodType(void.class, Object.class)),
                lookup.findStatic(
                        Thread.class, "setScopedValueCache", MethodType.methodType(void.class, Object[].class)),
                inCarrier
                        .findVirtual(
                                ScopedValue.Carrier.class,
                                "runWith",
                                MethodType.methodType(void.class, snapshot, Runnable.class))
                        .asType(MethodType.methodType(
                                void.class, ScopedValue.Carrier.class, Object.class, Runnable.class)),
                inSnapshot
                        .findStaticVarHandle(snapshot, "EMPTY_SNAPSHOT", snapshot)
                        .get());
    }

    /// Whether the JDK is one that we know, and lets us in.
    public static boolean areOpen() {
        return HANDLES != null;
    }

    private static Handles handles() {
        if (HANDLES == null) {
            throw new IllegalStateException("the JDK's scheduler of virtual threads is not open: " + FLAG);
        }
        return HANDLES;
    }

    /// Makes a virtual thread that runs only where and when an executor says.
    ///
    /// @param scheduler is given the continuation whenever the thread can go on
    /// @param name of the thread
    /// @param body what the thread runs
    public static Thread newVirtualThread(Executor scheduler, String name, Runnable body) {
        try {
            return (Thread) NEW_THREAD.invokeExact(scheduler, name, 0, body);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's method throws
        }
    }

    /// Parks the calling virtual thread as `LockSupport.park` does, but never on its carrier, which would wait for
    /// ever if it is the one that is to bring the wake-up.
    ///
    /// @param current the calling thread
    /// @return false if it is pinned to its carrier and so did not give way
    public static boolean park(Thread current) {
        if (PARKING == null) {
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

    /// What schedules virtual threads that nobody made specially.
    public static Executor defaultScheduler() {
        return handles().defaultScheduler;
    }

    /// The scoped values that are bound here.
    ///
    /// @return the bindings, or null if there are none
    @SuppressWarnings("ReferenceEquality") // one object stands for nothing
    public static @Nullable Object scopedValues() {
        try {
            Object bindings = (Object) BINDINGS.invokeExact();
            return bindings == handles().noBindings ? null : bindings;
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's method throws
        }
    }

    /// What [#scopedValues] stands for with null.
    static Object noScopedValues() {
        return handles().noBindings;
    }

    /// Runs something with the scoped values of another time, and of another thread perhaps.
    ///
    /// @param bindings from [#scopedValues]
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
