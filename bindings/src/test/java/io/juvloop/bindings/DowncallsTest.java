package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The functions linked by hand have the shapes that jextract read from the header, with addresses as `long`.
///
/// A new function is checked automatically, because reflection finds the classes that hold the handles, and each
/// of them is named after its function.
class DowncallsTest {
    /// A call that keeps a segment alive passes it as one argument more than the function has.
    private static final String WITH_SEGMENT = "Holding";

    private static final MethodType UNIFORM = Downcalls.UNIFORM.toMethodType();
    private static final MethodType WIDE = Downcalls.WIDE.toMethodType();

    @ParameterizedTest
    @MethodSource("methods")
    void methodHasTheShapeOfTheGeneratedFunction(Method method) throws ReflectiveOperationException {
        MethodType declared = shapeOf(method);
        if (keepsASegment(method)) {
            int last = declared.parameterCount() - 1;
            assertThat(declared.parameterType(last)).isEqualTo(MemorySegment.class);
            declared = declared.dropParameterTypes(last, last + 1);
        }
        assertThat(declared).isEqualTo(generatedShape(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void handleHasTheShapeOfItsMethodOrAUniformOneThatHoldsIt(Method method) throws ReflectiveOperationException {
        MethodType linked = handleOf(holderOf(method)).type();
        MethodType declared = shapeOf(method);
        if (linked.equals(UNIFORM) || linked.equals(WIDE)) {
            assertThat(declared.parameterList())
                    .isSubsetOf(int.class, long.class)
                    .hasSizeLessThanOrEqualTo(linked.parameterCount());
            assertThat(declared.returnType()).isIn(int.class, long.class, void.class);
        } else {
            assertThat(linked).isEqualTo(declared);
        }
    }

    @Test
    void everyHandleHasAMethodAndEveryMethodAHandle() {
        assertThat(holders().map(DowncallsTest::functionOf))
                .containsExactlyInAnyOrderElementsOf(
                        methods().map(Method::getName).toList())
                .isNotEmpty();
    }

    @Test
    void theWideTypeHasRoomForTheLongestFunction() {
        assertThat(WIDE.parameterCount()).isEqualTo(7);
        assertThat(WIDE.parameterList()).containsOnly(long.class);
    }

    private static Class<?> holderOf(Method method) {
        return linkers()
                .filter(method.getDeclaringClass()::equals)
                .flatMap(linker -> Arrays.stream(linker.getDeclaredClasses()))
                .filter(candidate -> functionOf(candidate).equals(method.getName()))
                .filter(candidate -> candidate.getSimpleName().endsWith(WITH_SEGMENT) == keepsASegment(method))
                .findFirst()
                .orElseThrow();
    }

    private static boolean keepsASegment(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(MemorySegment.class);
    }

    private static MethodType shapeOf(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }

    private static Stream<Class<?>> linkers() {
        return Stream.of(
                Downcalls.class,
                HoldingDowncalls.class,
                LoopDowncalls.class,
                TcpDowncalls.class,
                UdpDowncalls.class,
                FsDowncalls.class);
    }

    static Stream<Class<?>> holders() {
        return linkers().flatMap(linker -> Arrays.stream(linker.getDeclaredClasses()));
    }

    static Stream<Method> methods() {
        return linkers()
                .flatMap(linker -> Arrays.stream(linker.getDeclaredMethods()))
                .filter(method -> method.getName().startsWith("uv_"));
    }

    /// `AsyncSend` holds `uv_async_send`.
    private static String functionOf(Class<?> holder) {
        String name = holder.getSimpleName().replace(WITH_SEGMENT, "");
        return "uv" + name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static MethodHandle handleOf(Class<?> holder) throws ReflectiveOperationException {
        Field handle = holder.getDeclaredField("HANDLE");
        handle.setAccessible(true);
        return (MethodHandle) handle.get(null);
    }

    private static MethodType generatedShape(String function) throws ReflectiveOperationException {
        FunctionDescriptor descriptor = (FunctionDescriptor)
                uv_h.class.getMethod(function + "$descriptor").invoke(null);
        return withPlainAddresses(descriptor);
    }

    static MethodType withPlainAddresses(FunctionDescriptor descriptor) {
        MethodType type = descriptor.toMethodType();
        if (type.returnType() == MemorySegment.class) {
            type = type.changeReturnType(long.class);
        }
        for (int i = 0; i < type.parameterCount(); i++) {
            if (type.parameterType(i) == MemorySegment.class) {
                type = type.changeParameterType(i, long.class);
            }
        }
        return type;
    }
}
