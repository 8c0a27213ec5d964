package io.juvloop.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.UvException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;

/// What a failed lookup must look like.
final class ResolverErrors {
    private ResolverErrors() {}

    /// The resolver's name of an error that is of the resolver's class.
    static String nameOf(CompletionException failed) {
        assertThat(failed).hasCauseInstanceOf(UnknownHostException.class);
        assertThat(failed.getCause()).hasCauseInstanceOf(UvException.class);
        String name = ((UvException) failed.getCause().getCause()).errorName();
        assertThat(name).startsWith("EAI_");
        return name;
    }
}
