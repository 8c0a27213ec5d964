package io.juvloop.tls;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a client says first, before the server has chosen a context for it.
///
/// Any thread. Immutable. See [RFC 8446, section 4.1.2](https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2).
///
/// @param serverName which server it wants, in lower case; null if it does not say
/// @param alpn the application protocols that it offers, the best first
public record ClientHello(@Nullable String serverName, List<String> alpn) {
    /// Refuses what is null and may not be.
    public ClientHello {
        Objects.requireNonNull(alpn, "the application protocols are null");
        alpn = List.copyOf(alpn);
    }
}
