package io.juvloop.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildsTest {
    private static final String EXAMPLES = "examples/target/juvloop-examples.jar";
    private static final String BENCHMARKS = "benchmarks/target/juvloop-benchmarks.jar";

    @TempDir
    Path checkout;

    private Builds before() {
        return Builds.parse(List.of("before=" + checkout));
    }

    private List<String> command(Peer peer) throws Peer.UnavailableException {
        return peer.command(new Repository(Path.of(""), ""), Jvm.STANDARD);
    }

    private void build(String jar) throws IOException {
        Files.createDirectories(checkout.resolve(jar).getParent());
        Files.createFile(checkout.resolve(jar));
    }

    private static List<String> names(List<Peer> peers) {
        return peers.stream().map(Peer::name).toList();
    }

    @Test
    void aPeerOfAnotherBuildIsStartedFromThatBuildsJarWithTheSameFlags() throws Exception {
        build(EXAMPLES);
        build(BENCHMARKS);
        List<Peer> peers = Peers.named(List.of("before:juvloop", "before:juvloop-streams"), before());
        assertThat(names(peers)).containsExactly("c-libuv", "before:juvloop", "before:juvloop-streams");
        assertThat(command(peers.get(1)))
                .containsSubsequence(
                        "-XX:+UseSerialGC", "-jar", checkout.resolve(EXAMPLES).toString(), "echo")
                .contains("-Xmx256m");
        assertThat(command(peers.get(2)))
                .containsSubsequence(
                        "-Djuvloop.tasks=fast",
                        "-jar",
                        checkout.resolve(BENCHMARKS).toString(),
                        "serve");
    }

    @Test
    void aWorkerOfAnotherBuildIsStartedFromThatBuildsJar() throws Exception {
        build(BENCHMARKS);
        List<Peer> workers = Workers.named(List.of("before:juvloop"), before());
        assertThat(names(workers)).containsExactly("juvloop", "before:juvloop");
        assertThat(command(workers.getLast()))
                .containsSubsequence("-jar", checkout.resolve(BENCHMARKS).toString(), "worker");
    }

    @Test
    void aBuildWhoseJarIsMissingIsSaidToLackIt() {
        Peer peer = Peers.namedOr(List.of("before:juvloop"), before()).getFirst();
        assertThatExceptionOfType(Peer.UnavailableException.class)
                .isThrownBy(() -> command(peer))
                .withMessageContaining(checkout.resolve(EXAMPLES) + " is missing");
    }

    @Test
    void anotherBuildJoinsARunOfAllPeersWithThoseThatStandForTheWhole() {
        assertThat(names(Peers.named(List.of(), before())))
                .startsWith("c-libuv", "juvloop")
                .endsWith("before:juvloop", "before:juvloop-streams", "before:juvloop-sockets");
        assertThat(names(Peers.named(List.of(), Builds.NONE))).noneMatch(name -> name.contains(":"));
        assertThat(names(Workers.named(List.of(), before()))).endsWith("before:juvloop");
        assertThat(names(UdpPeers.named(List.of(), before()))).endsWith("before:juvloop");
        assertThat(names(FileReaders.named(List.of(), before(), Path.of("file"))))
                .endsWith("before:juvloop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"after:juvloop", "before:netty-epoll", "before:swim", "swim"})
    void refusesNamesThatAreNoPeers(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Peers.named(List.of(name), before()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "before=", "=/tmp", "a:b=/tmp"})
    void refusesWhatIsNotABuild(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Builds.parse(List.of(word)))
                .withMessageContaining(word);
    }
}
