package io.juvloop.internal.core;

import io.juvloop.bindings.CurrentThread;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.OptionalFunction;
import io.juvloop.bindings.Platform;
import io.juvloop.host.Feature;
import java.util.Set;

/// Maps each feature to libuv's functions, and says whether the loaded library has them.
///
/// Any thread. Stateless.
public final class Features {
    private Features() {}

    static Set<OptionalFunction> functions(Feature feature) {
        return switch (feature) {
            case AVAILABLE_MEMORY -> Set.of(OptionalFunction.GET_AVAILABLE_MEMORY);
            case EVENT_COUNTS -> Set.of(OptionalFunction.METRICS_INFO);
            case USER_DATABASE ->
                Set.of(OptionalFunction.OS_GET_PASSWD2, OptionalFunction.OS_GET_GROUP, OptionalFunction.OS_FREE_GROUP);
            case THREAD_AFFINITY ->
                Set.of(
                        OptionalFunction.CPUMASK_SIZE,
                        OptionalFunction.THREAD_GETAFFINITY,
                        OptionalFunction.THREAD_SETAFFINITY);
            case CURRENT_CPU -> Set.of(OptionalFunction.THREAD_GETCPU);
            case THREAD_PRIORITY -> Set.of(OptionalFunction.THREAD_GETPRIORITY, OptionalFunction.THREAD_SETPRIORITY);
            case BATCHED_DATAGRAMS -> Set.of(OptionalFunction.UDP_TRY_SEND2);
            case THREAD_USAGE -> Set.of(OptionalFunction.GETRUSAGE_THREAD);
            case THREAD_NAME -> Set.of(OptionalFunction.THREAD_SETNAME);
            case KEEPALIVE_INTERVALS -> Set.of(OptionalFunction.TCP_KEEPALIVE_EX);
            case ADOPTED_DATAGRAM_FLAGS -> Set.of(OptionalFunction.UDP_OPEN_EX);
        };
    }

    /// Whether the feature works with the loaded library.
    public static boolean has(Feature feature) {
        return switch (feature) {
            case THREAD_AFFINITY -> CurrentThread.hasAffinity();
            case CURRENT_CPU -> CurrentThread.hasCpu();
            case THREAD_NAME -> Platform.current().isLinux() || isInLibuv(feature);
            case USER_DATABASE -> !Platform.current().isWindows() && isInLibuv(feature);
            default -> isInLibuv(feature);
        };
    }

    private static boolean isInLibuv(Feature feature) {
        return functions(feature).stream().allMatch(OptionalFunction::isPresent);
    }

    /// Throws if the feature is not available.
    ///
    /// @throws UnsupportedOperationException naming the version that is needed
    public static void require(Feature feature) {
        if (!has(feature)) {
            throw new UnsupportedOperationException(
                    feature + " needs libuv " + feature.since() + (isInLibuv(feature) ? ", and another system" : "")
                            + "; this is libuv " + LibUv.require().version() + " on " + Platform.current());
        }
    }
}
