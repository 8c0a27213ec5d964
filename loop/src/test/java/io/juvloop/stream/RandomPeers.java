package io.juvloop.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// All [RandomPeer]s of one test, with the randomness that they share and the flaws that they found.
final class RandomPeers {
    private final List<RandomPeer> peers = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();
    private final Random random;
    private int expectedReports;
    private int depth;

    RandomPeers(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    RandomPeer newPeer() {
        RandomPeer peer = random.nextBoolean() ? new RandomPeer.Plain(this) : new RandomPeer.Buffered(this);
        peers.add(peer);
        return peer;
    }

    List<RandomPeer> peers() {
        return peers;
    }

    /// Lets an peer act from inside another's call.
    void actSomewhere() {
        if (depth < 3 && !peers.isEmpty()) {
            depth++;
            try {
                peers.get(random.nextInt(peers.size())).actHere();
            } finally {
                depth--;
            }
        }
    }

    void check(boolean allowed, String flaw) {
        if (!allowed && flaws.size() < 10) {
            flaws.add(flaw);
        }
    }

    void expectReport() {
        expectedReports++;
    }

    int expectedReports() {
        return expectedReports;
    }

    List<String> flaws() {
        return flaws;
    }
}
