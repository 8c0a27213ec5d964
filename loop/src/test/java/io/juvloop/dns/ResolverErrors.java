package io.juvloop.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.UvException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;

/// The expected form of a failed lookup.
final class ResolverErrors {
    private ResolverErrors() {}

    /// The resolver's name of an error.
    static String nameOf(CompletionException failed) {
        assertThat(failed).hasCauseInstanceOf(UnknownHostException.class);
        assertThat(failed.getCause()).hasCauseInstanceOf(UvException.class);
        String name = ((UvException) failed.getCause().getCause()).errorName();
        assertThat(name).startsWith("EAI_");
        return name;
    }
}
