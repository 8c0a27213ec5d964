package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.util.Locale;

/// The kinds of callback that libuv makes, each with the shape of its target in [Callbacks], where an address is a
/// `long`. One kind may serve several of libuv's callback types.
///
/// Any thread.
@SuppressWarnings("ImmutableEnumChecker") // the layouts of parameters, never modified
enum Callback {
    ALLOC(Shape.P, Shape.P, Shape.P),
    READ(Shape.P, Shape.P, Shape.P),
    EVENT(Shape.P),
    CLOSE(Shape.P),
    CONNECTION(Shape.P, Shape.I),
    POLL(Shape.P, Shape.I, Shape.I),
    DONE(Shape.P, Shape.I),
    RESOLVED(Shape.P, Shape.I, Shape.P),
    NAMED(Shape.P, Shape.I, Shape.P, Shape.P),
    RANDOM(Shape.P, Shape.I, Shape.P, Shape.P),
    FILE(Shape.P),
    RECEIVED(Shape.P, Shape.P, Shape.P, Shape.P, Shape.I),
    EXIT(Shape.P, Shape.P, Shape.I),
    SIGNAL(Shape.P, Shape.I),
    CHANGED(Shape.P, Shape.P, Shape.I, Shape.I),
    POLLED(Shape.P, Shape.I, Shape.P, Shape.P);

    private static final class Shape {
        static final MemoryLayout P = JAVA_LONG;
        static final MemoryLayout I = JAVA_INT;
    }

    private final MemoryLayout[] parameters;

    Callback(MemoryLayout... parameters) {
        this.parameters = parameters;
    }

    /// The name of the method in [Callbacks].
    String target() {
        return name().toLowerCase(Locale.ROOT);
    }

    FunctionDescriptor descriptor() {
        return FunctionDescriptor.ofVoid(parameters);
    }
}
