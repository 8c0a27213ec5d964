package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A waiting thread of libuv's pool keeps the JVM from ending, even by `halt`; so no thread waits there.
@EnabledOnOs(OS.LINUX)
class EndingWithFilesTest {
    @ParameterizedTest
    @CsvSource({
        "open, halt",
        "write, halt",
        "read, exit",
        "read, close",
        "write, close",
        "copy, halt",
        "copyTo, halt",
        "full, exit",
        "full, close",
        "shrinking, halt",
        "shrinking, close"
    })
    void theJvmEnds(String underWay, String ending, @TempDir Path directory) throws IOException, InterruptedException {
        String fifo = directory.resolve("fifo").toString();
        assertThat(new ProcessBuilder("mkfifo", fifo).start().waitFor()).isZero();
        List<String> limit = List.of("timeout", "-s", "KILL", "30");
        assertThat(ChildJvm.run(limit, EndingWithFilesMain.class, underWay, ending, directory.toString()))
                .contains("ends");
    }
}
