package io.juvloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An exhausted stack, or another error, may end any call that the library makes. Even then no bytes reach
/// another connection, no connection continues with a gap in its bytes, and only the one connection is lost.
///
/// Each scenario is run repeatedly in a JVM of its own, with the error at each call of the library in turn,
/// or at some of them.
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class ErrorAtEachStepTest {
    private static final int LONGEST_SECONDS = 240;

    /// @param program the operations of the connections
    /// @param tasks the mode of tasks
    /// @param poll the mode of polling
    record Case(Class<?> program, String tasks, String poll) {}

    static Stream<Case> cases() {
        return Stream.of(
                        StreamWrites.class,
                        StreamEvents.class,
                        StreamReads.class,
                        StreamEnds.class,
                        DatagramSends.class,
                        DatagramAnswers.class,
                        FileTransfers.class,
                        Lookups.class,
                        Beginnings.class,
                        ChildLives.class,
                        UnixRetries.class,
                        AdoptedSockets.class,
                        EncryptedReads.class,
                        EncryptedStreams.class,
                        TimeLimits.class,
                        Upgrades.class,
                        Watches.class,
                        Signals.class)
                .flatMap(program ->
                        Stream.of(new Case(program, "auto", "auto"), new Case(program, "portable", "libuv")));
    }

    /// Not every step of the longer ones is tried; `-Djuvloop.faults.every=1` tries all.
    private static String stride(Class<?> program) {
        return switch (program.getSimpleName()) {
            case "EncryptedStreams" -> "149";
            case "EncryptedReads", "Beginnings", "ChildLives" -> "97";
            case "Upgrades" -> "37";
            case "TimeLimits" -> "29";
            case "FileTransfers" -> "17";
            case "StreamEnds" -> "11";
            case "DatagramAnswers" -> "7";
            case "Watches" -> "5";
            case "StreamWrites", "StreamReads", "DatagramSends", "UnixRetries" -> "3";
            case "StreamEvents", "Lookups", "AdoptedSockets" -> "2";
            default -> "1";
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void costsOneConnectionAtTheMost(Case which) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ChildJvm.command(
                List.of(),
                FaultMain.class,
                which.program.getName(),
                "juvloop.tasks=" + which.tasks,
                "juvloop.poll=" + which.poll,
                EachStep.EVERY + "=" + System.getProperty(EachStep.EVERY, stride(which.program))));
        command.add(1, "--add-opens=java.base/java.lang=ALL-UNNAMED");
        Path output = Files.createTempFile("faults", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        int exit = Reaped.exit(process);
        List<String> said = Files.readAllLines(output);
        Files.delete(output);
        assertThat(ended && exit == 0).as(String.join("\n", said)).isTrue();
        assertThat(said).isNotEmpty().allMatch(line -> line.endsWith(" steps, 0 with a wrong end"));
    }
}
