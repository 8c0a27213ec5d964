package io.juvloop.misuse;

import io.juvloop.net.peer.ForeignMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Arguments of every kind at the edge of the allowed range or beyond it, and argument lists for a method.
///
/// Any thread.
final class WrongArguments {
    private static final ForeignMemory OF_ANOTHER_THREAD = new ForeignMemory(16);
    private static final Map<Class<?>, List<Object>> BY_TYPE = Map.of(
            int.class, List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE),
            long.class, List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE),
            boolean.class, List.of(true, false),
            String.class, List.of("", "\0", "x".repeat(100_000)),
            Duration.class, List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE)),
            byte[].class, List.of(new byte[0]),
            ByteBuffer.class, List.of(ByteBuffer.allocate(0), closedBuffer()),
            MemorySegment.class,
                    List.of(
                            MemorySegment.NULL,
                            closed(),
                            OF_ANOTHER_THREAD.segment(),
                            MemorySegment.ofArray(new int[0])));

    private WrongArguments() {}

    /// Argument lists that use each wrong argument once.
    static List<@Nullable Object[]> of(Class<?>[] types) {
        int rows = Arrays.stream(types)
                .mapToInt(type -> candidates(type).size())
                .max()
                .orElse(1);
        List<@Nullable Object[]> lists = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                List<@Nullable Object> all = candidates(types[i]);
                arguments[i] = all.get(row % all.size());
            }
            lists.add(arguments);
        }
        return lists;
    }

    private static List<@Nullable Object> candidates(Class<?> type) {
        List<@Nullable Object> all = new ArrayList<>(BY_TYPE.getOrDefault(type, List.of()));
        if (!type.isPrimitive()) {
            all.add(null);
        }
        return all;
    }

    private static MemorySegment closed() {
        try (Arena arena = Arena.ofShared()) {
            return arena.allocate(16);
        }
    }

    private static ByteBuffer closedBuffer() {
        try (Arena arena = Arena.ofShared()) {
            return arena.allocate(16).asByteBuffer();
        }
    }
}
