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

    @ParameterizedTest
    @MethodSource("holders")
    void handleHasTheShapeOfTheGeneratedFunction(Class<?> holder) throws ReflectiveOperationException {
        MethodType linked = handleOf(holder).type();
        if (holder.getSimpleName().endsWith(WITH_SEGMENT)) {
            int last = linked.parameterCount() - 1;
            assertThat(linked.parameterType(last)).isEqualTo(MemorySegment.class);
            linked = linked.dropParameterTypes(last, last + 1);
        }
        assertThat(linked).isEqualTo(generatedShape(functionOf(holder)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void methodHasTheShapeOfItsHandle(Method method) throws ReflectiveOperationException {
        MethodType declared = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        Class<?> holder = holders()
                .filter(candidate -> functionOf(candidate).equals(method.getName()))
                .filter(candidate -> candidate.getSimpleName().endsWith(WITH_SEGMENT)
                        == Arrays.asList(method.getParameterTypes()).contains(MemorySegment.class))
                .findFirst()
                .orElseThrow();
        assertThat(declared).isEqualTo(handleOf(holder).type());
    }

    @Test
    void everyHandleHasAMethodAndEveryMethodAHandle() {
        assertThat(holders().map(DowncallsTest::functionOf))
                .containsExactlyInAnyOrderElementsOf(
                        methods().map(Method::getName).toList())
                .isNotEmpty();
    }

    @Test
    void openingASocketPassesItByValueInItsOwnWidth() throws ReflectiveOperationException {
        Class<?> socket = Abi.OS_SOCKET_BYTES == 4 ? int.class : long.class;
        assertThat(handleOf(Class.forName(UvTcp.class.getName() + "$Open")).type())
                .isEqualTo(MethodType.methodType(int.class, long.class, socket));
    }

    @Test
    void openingADatagramSocketPassesItByValueInItsOwnWidth() throws ReflectiveOperationException {
        Class<?> socket = Abi.OS_SOCKET_BYTES == 4 ? int.class : long.class;
        assertThat(handleOf(Class.forName(UvUdp.class.getName() + "$Open")).type())
                .isEqualTo(MethodType.methodType(int.class, long.class, socket));
    }

    @Test
    void watchingASocketPassesItByValueInItsOwnWidth() throws ReflectiveOperationException {
        Class<?> socket = Abi.OS_SOCKET_BYTES == 4 ? int.class : long.class;
        assertThat(handleOf(Class.forName(UvPoll.class.getName() + "$Init")).type())
                .isEqualTo(MethodType.methodType(int.class, long.class, long.class, socket));
    }

    private static Stream<Class<?>> linkers() {
        return Stream.of(Downcalls.class, UdpDowncalls.class, FsDowncalls.class);
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
        for (int i = 0; i < type.parameterCount(); i++) {
            if (type.parameterType(i) == MemorySegment.class) {
                type = type.changeParameterType(i, long.class);
            }
        }
        return type;
    }
}
