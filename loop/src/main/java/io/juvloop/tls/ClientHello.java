package io.juvloop.tls;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The first message of a client, by which the server chooses a context.
///
/// Any thread. Immutable. See [RFC 8446, section 4.1.2](https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2).
///
/// @param serverName the server that it wants, in lower case; null if it names none
/// @param alpn the application protocols that it offers, the best first
public record ClientHello(@Nullable String serverName, List<String> alpn) {
    /// Refuses what is null and may not be.
    public ClientHello {
        Objects.requireNonNull(alpn, "the application protocols are null");
        alpn = List.copyOf(alpn);
    }
}
