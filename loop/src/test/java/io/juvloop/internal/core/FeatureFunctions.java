package io.juvloop.internal.core;

import io.juvloop.bindings.OptionalFunction;
import io.juvloop.host.Feature;
import java.util.Set;

/// Shows the functions of a feature to tests of other packages.
public final class FeatureFunctions {
    private FeatureFunctions() {}

    public static Set<OptionalFunction> of(Feature feature) {
        return Features.functions(feature);
    }
}
