package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `ping-pong`, as a user runs it.
@DisabledOnOs(OS.WINDOWS)
class PingPongTest {
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theSecondProcessAnswersOverTheConnectionThatTheFirstAccepted(TaskMode mode) throws Exception {
        try (ExampleProcess game = ExampleProcess.start(mode, "ping-pong", "--rounds", "5")) {
            List<String> lines = game.rest();
            assertThat(game.errors()).isEmpty();
            assertThat(game.exit()).isZero();
            String process = lines.getFirst().replace("pong 1 from process ", "");
            assertThat(process).matches("\\d+");
            assertThat(lines)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                            .mapToObj(round -> "pong " + round + " from process " + process)
                            .toList());
        }
    }
}
