package io.juvloop.net.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.net.peer.OwnHosts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names with several addresses. They are in a hosts file that only a child JVM sees, in which
/// [HappyEyeballsMain] connects and prints a line for each case, with the address and the milliseconds, or the
/// failure.
class HappyEyeballsTest {
    private static final Map<String, String> OUTCOMES = new HashMap<>();

    @BeforeAll
    static void connectInAChild(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> lines = ChildJvm.run(
                OwnHosts.command(folder, "::1 both", "127.0.0.1 both", "127.0.0.2 both"), HappyEyeballsMain.class);
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            OUTCOMES.put(words[0], words[1]);
        }
    }

    private static String outcome(String name) {
        assertThat(OUTCOMES).containsKey(name);
        return OUTCOMES.get(name);
    }

    private static long millis(String name) {
        return Long.parseLong(outcome(name).replaceFirst(".* ", ""));
    }

    @Test
    @Tag("T2")
    void aRefusedFirstAddressGivesWayToTheNextAtOnce() {
        assertThat(outcome("refusedV6")).startsWith("127.0.0.1 ");
        assertThat(millis("refusedV6")).as("no stagger is waited for").isLessThan(5000);
    }

    @Test
    @Tag("T2")
    void whenAllFailEveryAddressIsNamed() {
        assertThat(outcome("allRefused"))
                .startsWith("java.net.ConnectException: connecting to both:")
                .contains("connect [0:0:0:0:0:0:0:1]:", "connect 127.0.0.1:", "connect 127.0.0.2:")
                .contains("ECONNREFUSED", "3 suppressed");
    }

    @Test
    void theFamilyThatComesFirstIsPreferred() {
        assertThat(outcome("allServe")).startsWith("0:0:0:0:0:0:0:1 ");
    }

    @Test
    void anAddressThatDoesNotAnswerIsOvertakenAfter250MsByDefault() {
        assertThat(outcome("blackHole")).startsWith("127.0.0.1 ");
        assertThat(millis("blackHole")).isBetween(250L, 5000L);
    }

    @Test
    void theDelayCanBeSet() {
        assertThat(outcome("blackHoleAnd400Ms")).startsWith("127.0.0.1 ");
        assertThat(millis("blackHoleAnd400Ms")).isBetween(400L, 5000L);
    }

    @Test
    void twoAddressesThatDoNotAnswerCostTheDelayTwice() {
        assertThat(outcome("twoBlackHoles")).startsWith("127.0.0.2 ");
        assertThat(millis("twoBlackHoles")).isBetween(200L, 5000L);
    }

    @Test
    void withoutADelayTheNextAddressWaitsForTheFailureOfTheFirst() {
        assertThat(outcome("blackHoleWithoutDelay")).startsWith("java.net.SocketTimeoutException");
        assertThat(outcome("refusedV6WithoutDelay")).startsWith("127.0.0.1 ");
    }

    @Test
    void onlyAddressesOfTheLocalAddressesFamilyAreTried() {
        assertThat(outcome("blackHoleFromV4")).startsWith("127.0.0.1 ");
        assertThat(millis("blackHoleFromV4")).as("IPv6 is not tried").isLessThan(5000);
    }

    @Test
    void aTimeOutEndsEveryAttemptUnderWay() {
        assertThat(outcome("allBlackHolesAndATimeOut")).startsWith("java.net.SocketTimeoutException");
    }

    @Test
    void theAttemptsThatLostAreClosed() {
        assertThat(outcome("openAtTheBegin")).isEqualTo("0 sockets, 0 timers");
        assertThat(outcome("openAtTheEnd")).isEqualTo("0 sockets, 0 timers");
    }

    @Test
    @Tag("S1")
    void aNameWithSeveralAddressesIsServedOnEach() {
        assertThat(outcome("served")).isEqualTo("[::1]:P 127.0.0.1:P 127.0.0.2:P");
    }
}
