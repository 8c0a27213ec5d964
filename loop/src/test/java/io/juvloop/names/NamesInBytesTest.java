package io.juvloop.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.ChildJvm;
import io.juvloop.net.peer.Echo;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A name is bytes, whatever the encoding of the process.
@EnabledOnOs(OS.LINUX)
class NamesInBytesTest {
    @LoopTest
    @ParameterizedTest
    @EnumSource
    void aNameThatIsNoTextNamesTheSameOnBothSides(ByteNameCase each, EventLoop loop, @TempDir Path folder)
            throws IOException {
        each.check(loop, folder);
    }

    @Test
    void itDoesWhereTheEncodingIsAscii(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> said = ChildJvm.run(List.of("env", "LC_ALL=C"), NamesInAscii.class, folder.toString());
        assertThat(said.getFirst()).isEqualTo("ANSI_X3.4-1968");
        assertThat(said.stream().filter(line -> line.startsWith(NamesInAscii.RIGHT)))
                .containsExactlyElementsOf(Stream.of(ByteNameCase.values())
                        .map(each -> NamesInAscii.RIGHT + each)
                        .toList());
    }

    @Test
    @LoopTest
    void aPathOfAnotherFileSystemNamesNoSocket(EventLoop loop) {
        Path elsewhere = Path.of(URI.create("jrt:/java.base"));
        assertThatThrownBy(() -> loop.createUnixServer(Echo::new, elsewhere))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
