package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Names of addresses, looked up by libuv.
class NameLookupTest {
    private final TestLoop loop = new TestLoop();
    private final List<String> answers = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private void lookUp(String ip, int port, int flags) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
        NameLookup.start(
                loop.uv(),
                address,
                flags,
                (status, host, service) ->
                        answers.add((status < 0 ? UvErrors.name(status) : "") + host + " " + service));
        loop.runToTheEnd();
    }

    @Test
    void numbersAreGivenAsTheyAre() {
        lookUp("192.0.2.7", 12345, Abi.NI_NUMERICHOST | Abi.NI_NUMERICSERV);
        lookUp("2001:db8::7", 80, Abi.NI_NUMERICHOST | Abi.NI_NUMERICSERV);
        assertThat(answers).containsExactly("192.0.2.7 12345", "2001:db8::7 80");
    }

    @Test
    void loopbackHasAName() {
        lookUp("127.0.0.1", 80, 0);
        assertThat(answers).singleElement().asString().startsWith("localhost ");
    }

    @Test
    void nameThatIsRequiredAndMissingIsAnErrorOfTheResolver() {
        lookUp("192.0.2.7", 80, Abi.NI_NAMEREQD);
        assertThat(answers).singleElement().asString().startsWith("EAI_").endsWith(" ");
    }
}
