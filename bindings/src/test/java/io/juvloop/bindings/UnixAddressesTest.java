package io.juvloop.bindings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.net.UnixDomainSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of unix sockets, which are bytes, there and back through the JDK's addresses, which are paths.
@EnabledOnOs(OS.LINUX)
class UnixAddressesTest {
    private static final byte[] ALPHABET = "\0/\\01347@ax\u00ff\u00c3\u00bc.".getBytes(ISO_8859_1);

    private static byte[] bytes(String latin) {
        return latin.getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "a, @a",
        "a/b, @a/b",
        "/a, @/a",
        "a//b, @a/\\057b",
        "a/, @a\\057",
        "\\057, @\\134057",
        "\\x57, @\\x57",
        "\\999, @\\999",
    })
    void anAbstractNameIsAPathThatShowsIt(String name, String path) {
        byte[] whole = bytes("\0" + name);
        assertThat(UnixAddresses.of(whole)).isEqualTo(UnixDomainSocketAddress.of(path));
        assertThat(UnixAddresses.nameOf(UnixDomainSocketAddress.of(path))).isEqualTo(whole);
    }

    @Test
    void aNulIsShown() {
        assertThat(UnixAddresses.of(bytes("\0a\0b\0"))).isEqualTo(UnixDomainSocketAddress.of("@a\\000b\\000"));
        assertThat(UnixAddresses.of(bytes("\0"))).isEqualTo(UnixDomainSocketAddress.of("@"));
    }

    @Test
    void everyAbstractNameComesBack() {
        Random random = new Random(10);
        for (int round = 0; round < 20_000; round++) {
            byte[] name = new byte[1 + random.nextInt(12)];
            for (int i = 1; i < name.length; i++) {
                name[i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
            assertThat(UnixAddresses.nameOf(UnixAddresses.of(name)))
                    .as(Arrays.toString(name))
                    .isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/x", "x", "\u00ff\u00fe", "/tmp/\u00ffx", "./\u00ff", "a/./b"})
    void everyPathComesBack(String latin) {
        assertThat(UnixAddresses.nameOf(UnixAddresses.of(bytes(latin)))).isEqualTo(bytes(latin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@x", "@\u00ff"})
    void aPathThatLooksAbstractIsAPath(String latin) {
        assertThat(UnixAddresses.nameOf(UnixAddresses.of(bytes(latin)))).isEqualTo(bytes("./" + latin));
    }

    @Test
    void noNameIsTheUnnamedAddress() {
        assertThat(UnixAddresses.of(new byte[0])).isEqualTo(UnixDomainSocketAddress.of(""));
        assertThat(UnixAddresses.nameOf(UnixDomainSocketAddress.of(""))).isEmpty();
    }

    @Test
    void whatIsWrittenIsRead() {
        try (Arena arena = Arena.ofConfined()) {
            long block = arena.allocate(UnixAddresses.SIZE, 8).address();
            for (String latin :
                    new String[] {"/tmp/\u00ff", "\0a", "\0a\0\0", "\0", "\0" + "x".repeat(107), "y".repeat(107)}) {
                int size = UnixAddresses.write(bytes(latin), block);
                assertThat(UnixAddresses.read(block, size)).isEqualTo(UnixAddresses.of(bytes(latin)));
            }
            assertThat(UnixAddresses.read(block, Abi.SUN_PATH)).isNull();
            for (String latin : new String[] {"", "\0" + "x".repeat(108), "y".repeat(108)}) {
                assertThatThrownBy(() -> UnixAddresses.write(bytes(latin), block))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
