package io.juvloop.bindings;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Values in network order are right on a processor of either byte order. Swapping bytes is right on only one of
/// them, so the code never swaps: the layout of each value states its order.
class ByteOrderTest {
    private static Set<String> calls(Path file) {
        try {
            ClassModel model = ClassFile.of().parse(file);
            return StreamSupport.stream(model.constantPool().spliterator(), false)
                    .filter(MemberRefEntry.class::isInstance)
                    .map(entry -> ((MemberRefEntry) entry).name().stringValue())
                    .collect(toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void nothingTurnsBytesRound() throws IOException, URISyntaxException {
        URI place = Memory.class.getResource("Memory.class").toURI();
        assumeTrue(place.getScheme().equals("file"), "the classes are in a jar");
        try (Stream<Path> files = Files.list(Path.of(place).getParent())) {
            assertThat(files.filter(file -> file.toString().endsWith(".class"))
                            .filter(file -> !file.getFileName().toString().contains("Test"))
                            .filter(file -> calls(file).contains("reverseBytes")))
                    .isEmpty();
        }
    }

    @Test
    void portsAndAddressesAreInNetworkOrder() {
        try (Arena arena = Arena.ofConfined()) {
            long block = arena.allocate(Abi.SOCKADDR_STORAGE_SIZE, 8).address();
            byte[] bytes = new byte[6];
            InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("1.2.3.4"), 0x1234);

            SocketAddresses.write(address, block);
            Memory.copyOut(block + Abi.SOCKADDR_PORT, bytes, 0, bytes.length);
            assertThat(bytes).containsExactly(0x12, 0x34, 1, 2, 3, 4);
            assertThat(SocketAddresses.pack(block)).isEqualTo(1L << 63 | 0x01020304_1234L);

            SocketAddresses.writeMapped(address, block);
            Memory.copyOut(block + Abi.SOCKADDR_PORT, bytes, 0, 2);
            assertThat(bytes).startsWith(0x12, 0x34);
        }
    }
}
