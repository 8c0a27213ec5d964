package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// The upcall stubs, one for each kind of callback, made at its first use and shared by all loops.
///
/// A stub holds its target, and so this class and its class loader, for as long as it exists. So the stubs are
/// held by the loops and by nothing static: once the last loop is closed and unreachable, they can be collected,
/// and then the class loader can.
///
/// Any thread.
@SuppressWarnings("EnumOrdinal") // an index into an array, never stored
final class Stubs {
    private static @Nullable WeakReference<Stubs> shared;

    private final Arena arena = Arena.ofAuto();
    private final long[] addresses = new long[Callback.values().length];

    private Stubs() {}

    /// Returns the stubs of the open loops, or new ones.
    static synchronized Stubs shared() {
        Stubs known = present();
        if (known == null) {
            known = new Stubs();
            shared = new WeakReference<>(known);
        }
        return known;
    }

    private static synchronized @Nullable Stubs present() {
        return shared == null ? null : shared.get();
    }

    /// Returns how many stubs exist, at most one for each kind, whatever the number of loops.
    static int count() {
        Stubs known = present();
        return known == null ? 0 : known.made();
    }

    private int made() {
        int made = 0;
        for (long address : addresses) {
            made += address == 0 ? 0 : 1;
        }
        return made;
    }

    /// Returns the address of a stub, for libuv.
    long of(Callback kind) {
        long address = addresses[kind.ordinal()];
        return address == 0 ? make(kind) : address;
    }

    private synchronized long make(Callback kind) {
        if (addresses[kind.ordinal()] == 0) {
            addresses[kind.ordinal()] = stub(kind);
        }
        return addresses[kind.ordinal()];
    }

    private long stub(Callback kind) {
        FunctionDescriptor descriptor = kind.descriptor();
        try {
            MethodHandle method =
                    MethodHandles.lookup().findStatic(Callbacks.class, kind.target(), descriptor.toMethodType());
            return Linker.nativeLinker().upcallStub(method, descriptor, arena).address();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no callback target " + kind.target(), impossible);
        }
    }
}
