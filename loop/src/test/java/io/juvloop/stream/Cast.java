package io.juvloop.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// All [Actor]s of one test, with the randomness that they share and the flaws that they found.
final class Cast {
    private final List<Actor> actors = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();
    private final Random random;
    private int expectedReports;
    private int depth;

    Cast(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    Actor newActor() {
        Actor actor = random.nextBoolean() ? new Actor.Plain(this) : new Actor.Buffered(this);
        actors.add(actor);
        return actor;
    }

    List<Actor> actors() {
        return actors;
    }

    /// Lets an actor act from inside another's call.
    void actSomewhere() {
        if (depth < 3 && !actors.isEmpty()) {
            depth++;
            try {
                actors.get(random.nextInt(actors.size())).actHere();
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
