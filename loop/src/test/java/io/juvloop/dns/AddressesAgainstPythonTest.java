package io.juvloop.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.LoopTest;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same lookup by [EventLoop#getaddrinfo] and by Python.
@LoopTest
@EnabledOnOs({OS.LINUX, OS.MAC})
class AddressesAgainstPythonTest {
    record Question(
            @Nullable String host, @Nullable String service, UnaryOperator<AddressOptions> options, String python) {
        @Override
        public String toString() {
            return python;
        }
    }

    private static Question of(
            @Nullable String host, @Nullable String service, UnaryOperator<AddressOptions> options, String python) {
        return new Question(host, service, options, python);
    }

    static Stream<Question> questions() {
        return Stream.of(
                of("127.0.0.1", "80", o -> o, "'127.0.0.1', 80, 'AF_UNSPEC', 0, 0, 0"),
                of(
                        "127.0.0.1",
                        "80",
                        o -> o.withType(SocketType.STREAM),
                        "'127.0.0.1', 80, 'AF_UNSPEC', socket.SOCK_STREAM, 0, 0"),
                of(
                        "127.0.0.1",
                        null,
                        o -> o.withType(SocketType.DATAGRAM),
                        "'127.0.0.1', None, 'AF_UNSPEC', socket.SOCK_DGRAM, 0, 0"),
                of("127.0.0.1", "80", o -> o.withProtocol(17), "'127.0.0.1', 80, 'AF_UNSPEC', 0, 17, 0"),
                of("::1", "65535", o -> o, "'::1', 65535, 'AF_UNSPEC', 0, 0, 0"),
                of(
                        "2001:db8::1",
                        "443",
                        o -> o.withType(SocketType.STREAM),
                        "'2001:db8::1', 443, 'AF_UNSPEC', socket.SOCK_STREAM, 0, 0"),
                of(
                        "fe80::1%lo",
                        "80",
                        o -> o.withType(SocketType.STREAM),
                        "'fe80::1%lo', 80, 'AF_UNSPEC', socket.SOCK_STREAM, 0, 0"),
                of(
                        "127.1",
                        "80",
                        o -> o.withType(SocketType.STREAM),
                        "'127.1', 80, 'AF_UNSPEC', socket.SOCK_STREAM, 0, 0"),
                of(
                        "0177.0.0.1",
                        "80",
                        o -> o.withType(SocketType.STREAM),
                        "'0177.0.0.1', 80, 'AF_UNSPEC', socket.SOCK_STREAM, 0, 0"),
                of(
                        "255.255.255.255",
                        "80",
                        o -> o.withType(SocketType.DATAGRAM),
                        "'255.255.255.255', 80, 'AF_UNSPEC', socket.SOCK_DGRAM, 0, 0"),
                of("localhost", "80", o -> o, "'localhost', 80, 'AF_UNSPEC', 0, 0, 0"),
                of(
                        "localhost",
                        "http",
                        o -> o.withType(SocketType.STREAM).withFamily(AddressFamily.INET),
                        "'localhost', 'http', 'AF_INET', socket.SOCK_STREAM, 0, 0"),
                of(
                        "127.0.0.1",
                        "https",
                        o -> o.withType(SocketType.STREAM),
                        "'127.0.0.1', 'https', 'AF_UNSPEC', socket.SOCK_STREAM, 0, 0"),
                of(
                        "localhost",
                        "80",
                        o -> o.withType(SocketType.STREAM).withFlags(AddressFlag.CANONNAME),
                        "'localhost', 80, 'AF_UNSPEC', socket.SOCK_STREAM, 0, socket.AI_CANONNAME"),
                of(null, "80", o -> o, "None, 80, 'AF_UNSPEC', 0, 0, 0"),
                of(
                        null,
                        "80",
                        o -> o.withType(SocketType.STREAM).withFlags(AddressFlag.PASSIVE),
                        "None, 80, 'AF_UNSPEC', socket.SOCK_STREAM, 0, socket.AI_PASSIVE"),
                of("", "80", o -> o, "'', 80, 'AF_UNSPEC', 0, 0, 0"),
                of(null, null, o -> o, "None, None, 'AF_UNSPEC', 0, 0, 0"),
                of(
                        "127.0.0.1",
                        "80",
                        o -> o.withType(SocketType.STREAM).withFamily(AddressFamily.INET6),
                        "'127.0.0.1', 80, 'AF_INET6', socket.SOCK_STREAM, 0, 0"),
                of(
                        "localhost",
                        "80",
                        o -> o.withFlags(AddressFlag.NUMERICHOST),
                        "'localhost', 80, 'AF_UNSPEC', 0, 0, socket.AI_NUMERICHOST"),
                of(
                        "localhost",
                        "http",
                        o -> o.withFlags(AddressFlag.NUMERICSERV),
                        "'localhost', 'http', 'AF_UNSPEC', 0, 0, socket.AI_NUMERICSERV"),
                of("localhost", "no-such-service", o -> o, "'localhost', 'no-such-service', 'AF_UNSPEC', 0, 0, 0"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    @Tag("D1")
    @Tag("D2")
    void answersAreThoseOfTheSystem(Question question, EventLoop loop) throws Exception {
        AddressOptions options = question.options.apply(AddressOptions.DEFAULT);
        List<String> ours;
        try {
            List<AddressInfo> found = loop.runUntilComplete(loop.getaddrinfo(question.host, question.service, options));
            ours = PythonResolver.inItsForm(found);
        } catch (CompletionException failed) {
            ours = List.of(ResolverErrors.nameOf(failed));
        }
        assertThat(ours).isEqualTo(PythonResolver.addresses(question.python));
    }
}
