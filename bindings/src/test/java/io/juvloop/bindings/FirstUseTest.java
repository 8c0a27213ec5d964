package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whichever class a program uses first loads libuv: none relies on the earlier use of another.
class FirstUseTest {
    @ParameterizedTest
    @ValueSource(classes = {UvErrors.class, HandleType.class, RequestType.class})
    void classLoadsWhatItNeeds(Class<?> first) throws IOException, InterruptedException {
        String out = ChildJvm.onModulePath()
                .withLibuvOfTheTests()
                .with("--enable-native-access=io.juvloop.bindings")
                .run(Meet.class, first.getSimpleName())
                .withoutComplaint()
                .out();
        assertThat(out.strip()).isEqualTo("good");
    }

    /// Runs in a JVM of its own.
    static final class Meet {
        private Meet() {}

        public static void main(String... arguments) {
            boolean good = switch (arguments[0]) {
                case "UvErrors" -> UvErrors.name(UvErrors.EOF).equals("EOF");
                case "HandleType" -> HandleType.TCP.size() > 0;
                case "RequestType" -> RequestType.WRITE.size() > 0;
                default -> false;
            };
            System.out.println(good ? "good" : "bad");
        }
    }
}
