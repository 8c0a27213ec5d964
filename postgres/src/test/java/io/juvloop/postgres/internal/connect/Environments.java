package io.juvloop.postgres.internal.connect;

import java.nio.file.Path;
import java.util.Map;

/// Environments that tests make, so that none depends on the machine's.
final class Environments {
    static final Environment EMPTY = of(Map.of());

    private Environments() {}

    static Environment of(Map<String, String> variables) {
        return new Environment(variables, Path.of("/nonexistent"), "somebody", false);
    }

    static Environment of(Map<String, String> variables, Path home) {
        return new Environment(variables, home, "somebody", false);
    }
}
