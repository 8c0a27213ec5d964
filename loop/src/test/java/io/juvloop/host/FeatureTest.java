package io.juvloop.host;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.OptionalFunction;
import io.juvloop.internal.core.FeatureFunctions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Features that depend on the version of libuv are known, and refused by name where they are missing.
@LoopTest
class FeatureTest {
    /// Features that are never refused: what uses them does without where they are missing.
    private static final Set<Feature> NEVER_REFUSED = Set.of(Feature.BATCHED_DATAGRAMS, Feature.ADOPTED_DATAGRAM_FLAGS);

    private static final Map<Feature, List<Consumer<EventLoop>>> USES = Map.ofEntries(
            entry(Feature.AVAILABLE_MEMORY, List.of(loop -> Host.availableMemory())),
            entry(Feature.EVENT_COUNTS, List.of(loop -> loop.host().eventCounts())),
            entry(Feature.USER_DATABASE, List.of(loop -> Host.user(0), loop -> Host.group(0))),
            entry(
                    Feature.THREAD_AFFINITY,
                    List.of(
                            loop -> loop.host().threadAffinity(),
                            loop -> loop.host().setThreadAffinity(loop.host().threadAffinity()))),
            entry(Feature.CURRENT_CPU, List.of(loop -> loop.host().threadCpu())),
            entry(
                    Feature.THREAD_PRIORITY,
                    List.of(
                            loop -> loop.host().threadPriority(),
                            loop -> loop.host().setThreadPriority(0))),
            entry(Feature.THREAD_USAGE, List.of(loop -> loop.host().threadUsage())),
            entry(Feature.KEEPALIVE_INTERVALS, List.of(FeatureTest::probeAPeer)),
            entry(
                    Feature.THREAD_NAME,
                    List.of(loop ->
                            loop.host().setThreadName(Thread.currentThread().getName()))));

    private static void probeAPeer(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport client = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            try {
                Objects.requireNonNull(client.extraInfo(ExtraInfo.SOCKET))
                        .setKeepAlive(Duration.ofSeconds(60), Duration.ofSeconds(5), 3);
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            } finally {
                client.close();
            }
        }
    }

    @Test
    void everyFeatureIsUsedHereOrNamedAsAnException() {
        assertThat(USES).doesNotContainKeys(NEVER_REFUSED.toArray(Feature[]::new));
        assertThat(USES.size() + NEVER_REFUSED.size()).isEqualTo(Feature.values().length);
    }

    @Test
    void everyNewerFunctionBelongsToOneFeature() {
        List<OptionalFunction> functions = Arrays.stream(Feature.values())
                .flatMap(feature -> FeatureFunctions.of(feature).stream())
                .toList();
        assertThat(functions).containsExactlyInAnyOrder(OptionalFunction.values());
    }

    @ParameterizedTest
    @EnumSource
    void aFeatureIsAsNewAsItsFunctions(Feature feature) {
        assertThat(FeatureFunctions.of(feature))
                .isNotEmpty()
                .allMatch(function -> function.since().toString().equals(feature.since() + ".0"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSupportedWorksAndWhatIsNotIsRefusedWithTheVersionNeeded(Feature feature, EventLoop loop) {
        for (Consumer<EventLoop> use : USES.getOrDefault(feature, List.of())) {
            if (loop.host().supports(feature)) {
                assertThatCode(() -> use.accept(loop)).doesNotThrowAnyException();
            } else {
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(() -> use.accept(loop))
                        .withMessageContaining("%s needs libuv %s", feature, feature.since())
                        .withMessageContaining(loop.host().libuvVersion());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFeatureIsSupportedIfItsFunctionsAreThereOrTheSystemHasAnotherWay(Feature feature, EventLoop loop) {
        boolean inLibuv = FeatureFunctions.of(feature).stream().allMatch(OptionalFunction::isPresent);
        boolean onLinux = io.juvloop.bindings.Platform.current().isLinux()
                && Set.of(Feature.THREAD_AFFINITY, Feature.CURRENT_CPU, Feature.THREAD_NAME)
                        .contains(feature);
        if (io.juvloop.bindings.Platform.current().isLinux()) {
            assertThat(loop.host().supports(feature)).isEqualTo(inLibuv || onLinux);
        } else if (loop.host().supports(feature)) {
            assertThat(inLibuv).isTrue();
        }
    }

    @Test
    void theVersionIsThatOfTheLibrary(EventLoop loop) {
        assertThat(loop.host().libuvVersion())
                .isEqualTo(LibUv.require().version().toString());
    }
}
