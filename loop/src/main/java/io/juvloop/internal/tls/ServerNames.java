package io.juvloop.internal.tls;

import io.juvloop.tls.ClientHello;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsOptions;
import java.util.Map;

/// Finds the context for the name that a client asks for. Nothing is kept of names that no context has.
///
/// Any thread. Stateless.
final class ServerNames {
    private ServerNames() {}

    /// Whether the first message of the client decides which context is used.
    static boolean areAsked(TlsOptions options) {
        return !options.serverNames().isEmpty() || options.selector().isPresent();
    }

    /// The context of the exact name, or of the star in place of its first label, or else the one that was asked.
    static TlsContext find(TlsContext asked, ClientHello hello) {
        Map<String, TlsContext> byName = asked.options().serverNames();
        String name = hello.serverName();
        if (name == null) {
            return asked;
        }
        TlsContext exact = byName.get(name);
        int dot = name.indexOf('.');
        if (exact == null && dot > 0) {
            exact = byName.get("*" + name.substring(dot));
        }
        return exact == null ? asked : exact;
    }
}
