package io.juvloop.internal.core;

import io.juvloop.bindings.CurrentThread;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.NewerFunction;
import io.juvloop.host.Feature;
import java.util.Set;

/// Maps each feature to libuv's functions, and says whether the loaded library has them.
///
/// Any thread. Stateless.
public final class Features {
    private Features() {}

    static Set<NewerFunction> functions(Feature feature) {
        return switch (feature) {
            case CLOCKS -> Set.of(NewerFunction.CLOCK_GETTIME);
            case AVAILABLE_MEMORY -> Set.of(NewerFunction.GET_AVAILABLE_MEMORY);
            case EVENT_COUNTS -> Set.of(NewerFunction.METRICS_INFO);
            case USER_DATABASE ->
                Set.of(NewerFunction.OS_GET_PASSWD2, NewerFunction.OS_GET_GROUP, NewerFunction.OS_FREE_GROUP);
            case THREAD_AFFINITY ->
                Set.of(NewerFunction.CPUMASK_SIZE, NewerFunction.THREAD_GETAFFINITY, NewerFunction.THREAD_SETAFFINITY);
            case CURRENT_CPU -> Set.of(NewerFunction.THREAD_GETCPU);
            case EXACT_PIPE_NAMES -> Set.of(NewerFunction.PIPE_BIND2, NewerFunction.PIPE_CONNECT2);
            case THREAD_PRIORITY -> Set.of(NewerFunction.THREAD_GETPRIORITY, NewerFunction.THREAD_SETPRIORITY);
            case WTF8 ->
                Set.of(
                        NewerFunction.UTF16_LENGTH_AS_WTF8,
                        NewerFunction.UTF16_TO_WTF8,
                        NewerFunction.WTF8_LENGTH_AS_UTF16,
                        NewerFunction.WTF8_TO_UTF16);
            case BATCHED_DATAGRAMS -> Set.of(NewerFunction.UDP_TRY_SEND2);
            case THREAD_USAGE -> Set.of(NewerFunction.GETRUSAGE_THREAD);
            case DETACHED_THREADS -> Set.of(NewerFunction.THREAD_DETACH);
            case THREAD_NAME -> Set.of(NewerFunction.THREAD_SETNAME, NewerFunction.THREAD_GETNAME);
            case KEEPALIVE_INTERVALS -> Set.of(NewerFunction.TCP_KEEPALIVE_EX);
            case ADOPTED_DATAGRAM_FLAGS -> Set.of(NewerFunction.UDP_OPEN_EX);
            case PARTIAL_WRITES -> Set.of(NewerFunction.WRITE_NWRITTEN);
        };
    }

    /// Whether the feature works with the loaded library.
    public static boolean has(Feature feature) {
        return switch (feature) {
            case THREAD_AFFINITY -> CurrentThread.hasAffinity();
            case CURRENT_CPU -> CurrentThread.hasCpu();
            case THREAD_NAME -> Host.current().isLinux() || isInLibuv(feature);
            case USER_DATABASE -> !Host.current().isWindows() && isInLibuv(feature);
            default -> isInLibuv(feature);
        };
    }

    private static boolean isInLibuv(Feature feature) {
        return functions(feature).stream().allMatch(NewerFunction::isPresent);
    }

    /// Throws if the feature is not available.
    ///
    /// @throws UnsupportedOperationException naming the version that is needed
    public static void require(Feature feature) {
        if (!has(feature)) {
            throw new UnsupportedOperationException(
                    feature + " needs libuv " + feature.since() + (isInLibuv(feature) ? ", and another system" : "")
                            + "; this is libuv " + LibUv.require().version() + " on " + Host.current());
        }
    }
}
