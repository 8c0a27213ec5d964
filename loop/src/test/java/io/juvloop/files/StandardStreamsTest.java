package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/dev/stdin` and `/dev/stdout` are files by their names, also where a shell has connected them to pipes, which
/// have no positions.
@EnabledOnOs(OS.LINUX)
class StandardStreamsTest {
    private static final int MUCH = 300_000; // more than a pipe holds

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "string, cat in | PROGRAM | cat > out",
        "bytes, cat in | PROGRAM | cat > out",
        "charset, cat in | PROGRAM | cat > out",
        "copyfile, cat in | PROGRAM | cat > out",
        "sendfile, cat in | PROGRAM | cat > out",
        "bytes, PROGRAM < in | cat > out",
        "sendfile, PROGRAM < in | cat > out",
        "bytes, cat in | PROGRAM > out",
        "sendfile, cat in | PROGRAM > out",
        "copyfile, PROGRAM < in > out"
    })
    void whatComesInGoesOut(String way, String pipeline) throws IOException, InterruptedException {
        byte[] content =
                way.equals("string") ? "text\n".repeat(MUCH / 5).getBytes(StandardCharsets.UTF_8) : Payload.of(MUCH, 7);
        Files.write(directory.resolve("in"), content);
        String program = ChildJvm.command(List.of(), StandardStreamsMain.class, way).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Process shell = new ProcessBuilder("timeout", "60", "sh", "-c", pipeline.replace("PROGRAM", program))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Reaped.exit(shell)).as(said).isZero();
        assertThat(directory.resolve("out")).as(said).hasBinaryContent(content);
    }
}
