package io.juvloop.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// What [JdkInternals] is made of. A class whose initializer once fails, as by exhausted memory or at the end of the
/// stack, is lost for good; so this is found by ordinary code, which can be run again, and that one's initializer has
/// nothing to do but to take it.
///
/// Any thread. [#prepare] comes before a loop is made, so that an error is one of making it.
///
/// @param isOpen whether the JDK is one that we know, and lets us in; else the handles are of no use
/// @param hasContinuations whether virtual threads are mounted on others
/// @param flag how to let us in
public record JdkHandles(
        boolean isOpen,
        boolean hasContinuations,
        String flag,
        MethodHandle newThread,
        @Nullable Executor defaultScheduler,
        MethodHandle bindings,
        MethodHandle rawBindings,
        MethodHandle setBindings,
        MethodHandle setCache,
        MethodHandle runWith,
        @Nullable Object noBindings,
        Parking parking,
        ScopedValue.Carrier carrier) {
    private static volatile @Nullable JdkHandles found;

    /// How a virtual thread parks and is unparked, step by step.
    record Parking(
            boolean isKnown,
            MethodHandle takePermit,
            MethodHandle setState,
            MethodHandle changeState,
            MethodHandle yield,
            int parking,
            int parked,
            int unparked,
            int running) {}

    /// Finds what there is, at the first call.
    ///
    /// @throws Error by memory or stack; the next call tries again
    public static void prepare() {
        var _ = found();
    }

    static JdkHandles found() {
        JdkHandles known = found;
        if (known == null) {
            known = find();
            found = known;
        }
        return known;
    }

    private static JdkHandles find() {
        boolean continuations = areThereContinuations();
        try {
            return continuations ? openHandles() : closed(false);
        } catch (ReflectiveOperationException | RuntimeException notOpenOrNotThere) {
            return closed(continuations);
        }
    }

    /// The JDK's class of virtual threads is lost as well once its initializer has failed.
    private static boolean areThereContinuations() {
        try {
            return Thread.ofVirtual().unstarted(() -> {}).getClass().getName().equals("java.lang.VirtualThread");
        } catch (LinkageError lost) {
            return false;
        }
    }

    private static String nameOfFlag() {
        return "--add-opens java.base/java.lang="
                + (JdkHandles.class.getModule().isNamed() ? "io.juvloop" : "ALL-UNNAMED");
    }

    private static ScopedValue.Carrier newCarrier() {
        return ScopedValue.where(ScopedValue.newInstance(), "bound");
    }

    private static JdkHandles closed(boolean continuations) {
        MethodHandle none = MethodHandles.zero(void.class);
        return new JdkHandles(
                false,
                continuations,
                nameOfFlag(),
                none,
                null,
                none,
                none,
                none,
                none,
                none,
                null,
                unknownParking(none),
                newCarrier());
    }

    private static Parking unknownParking(MethodHandle none) {
        return new Parking(false, none, none, none, none, 0, 0, 0, 0);
    }

    private static JdkHandles openHandles() throws ReflectiveOperationException {
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
        return new JdkHandles(
                true,
                true,
                nameOfFlag(),
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
                        .get(),
                findParking(),
                newCarrier());
    }

    private static Parking findParking() {
        try {
            Lookup here = MethodHandles.lookup();
            Class<?> virtual = MethodHandles.privateLookupIn(Thread.class, here).findClass("java.lang.VirtualThread");
            Lookup in = MethodHandles.privateLookupIn(virtual, here);
            return new Parking(
                    true,
                    in.findVirtual(virtual, "getAndSetParkPermit", MethodType.methodType(boolean.class, boolean.class))
                            .asType(MethodType.methodType(boolean.class, Thread.class, boolean.class)),
                    in.findVarHandle(virtual, "state", int.class)
                            .toMethodHandle(VarHandle.AccessMode.SET_RELEASE)
                            .asType(MethodType.methodType(void.class, Thread.class, int.class)),
                    in.findVirtual(
                                    virtual,
                                    "compareAndSetState",
                                    MethodType.methodType(boolean.class, int.class, int.class))
                            .asType(MethodType.methodType(boolean.class, Thread.class, int.class, int.class)),
                    in.findVirtual(virtual, "yieldContinuation", MethodType.methodType(boolean.class))
                            .asType(MethodType.methodType(boolean.class, Thread.class)),
                    (int) in.findStaticVarHandle(virtual, "PARKING", int.class).get(),
                    (int) in.findStaticVarHandle(virtual, "PARKED", int.class).get(),
                    (int) in.findStaticVarHandle(virtual, "UNPARKED", int.class).get(),
                    (int) in.findStaticVarHandle(virtual, "RUNNING", int.class).get());
        } catch (ReflectiveOperationException | RuntimeException otherwiseThere) {
            return unknownParking(MethodHandles.zero(void.class));
        }
    }
}
