package io.juvloop.tls;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// What many encrypted connections have in common: Python's `ssl.SSLContext`.
///
/// Any thread; one for many connections, of any number of loops, because it holds the sessions that make later
/// handshakes short. See [ssl.SSLContext](https://docs.python.org/3.13/library/ssl.html#ssl-contexts).
///
/// ```java
/// TlsCredentials own = TlsCredentials.ofPem(Path.of("chain.pem"), Path.of("key.pem"));
/// TlsContext context = TlsContext.server(TlsOptions.DEFAULT.withCredentials(own));
/// loop.createServer(Echo::new, "0.0.0.0", 443, ServerOptions.DEFAULT.withTls(context));
/// ```
public final class TlsContext {
    private enum Side {
        CLIENT,
        SERVER,
        BOTH
    }

    private final Side side;
    private final AtomicReference<Generation> generation;

    private TlsContext(Side side, Generation generation) {
        this.side = side;
        this.generation = new AtomicReference<>(generation);
    }

    /// The secure default of a client: the system's trust, and the server's name is checked. asyncio's `ssl=True`.
    ///
    /// @return a context for clients
    public static TlsContext client() {
        return client(TlsOptions.DEFAULT);
    }

    /// A context for clients.
    ///
    /// @param options what it is made of
    /// @return the context
    /// @throws IllegalArgumentException for what the JDK does not know, or what is for servers
    public static TlsContext client(TlsOptions options) {
        return new TlsContext(Side.CLIENT, Generation.of(checked(Side.CLIENT, options)));
    }

    /// A context for servers.
    ///
    /// @param options what it is made of; credentials are needed
    /// @return the context
    /// @throws IllegalArgumentException for what the JDK does not know, or if it has no credentials
    public static TlsContext server(TlsOptions options) {
        return new TlsContext(Side.SERVER, Generation.of(checked(Side.SERVER, options)));
    }

    /// Takes a context of the JDK's, of any provider, for both sides: its keys and trust are its own. A client checks
    /// the server's name.
    ///
    /// @param context that was initialized
    /// @return the context
    public static TlsContext of(SSLContext context) {
        Objects.requireNonNull(context, "the context is null");
        return new TlsContext(Side.BOTH, Generation.of(context, null));
    }

    /// Takes a context of the JDK's, with the parameters of each engine.
    ///
    /// @param context that was initialized
    /// @param parameters versions, suites, groups, application protocols and client authentication; a client checks
    ///     the server's name if an endpoint identification algorithm is set
    /// @return the context
    public static TlsContext of(SSLContext context, SSLParameters parameters) {
        Objects.requireNonNull(context, "the context is null");
        Objects.requireNonNull(parameters, "the parameters are null");
        return new TlsContext(Side.BOTH, Generation.of(context, parameters));
    }

    private static TlsOptions checked(Side side, TlsOptions options) {
        boolean chooses = !options.serverNames().isEmpty() || options.selector().isPresent();
        if (side == Side.SERVER && options.credentials().isEmpty() && !chooses) {
            throw new IllegalArgumentException("a server needs credentials");
        }
        if (side == Side.CLIENT && (chooses || options.clientAuth() != ClientAuth.NONE)) {
            throw new IllegalArgumentException("server names, a selector and client authentication are for servers");
        }
        return options;
    }

    /// Changes what it is made of, for connections that begin from now on; earlier ones keep what they have. No
    /// earlier session is resumed, because the trust may have changed.
    ///
    /// @param options what it is made of from now on
    /// @throws IllegalArgumentException as when it was made; then it is as before
    /// @throws IllegalStateException if the JDK's context was given, by [#of(SSLContext)]
    public void reload(TlsOptions options) {
        requireOwn();
        generation.set(Generation.of(checked(side, options)));
    }

    /// Reloads it when the files of its credentials, its trust or its revocation lists have changed, until the handle
    /// is cancelled or the loop is closed. A look compares the content of the files, on a thread of the loop's
    /// default executor; a change is taken when two looks in a row have found the same.
    ///
    /// Files that cannot be read, or of which the key is not the one of the certificate, are reported to the loop's
    /// exception handler, once for each content; the context stays as it was. A context among
    /// [TlsOptions#serverNames] has files of its own, and is reloaded by a call of its own.
    ///
    /// @param loop that is called at each interval, on its thread
    /// @param interval between two looks
    /// @return cancels it
    /// @throws IllegalArgumentException if nothing was read from a file, or the interval is not positive
    /// @throws IllegalStateException if the JDK's context was given, by [#of(SSLContext)]
    public Handle reloadOnChange(EventLoop loop, Duration interval) {
        Objects.requireNonNull(loop, "the loop is null");
        requireOwn();
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        if (!options().isOfFiles()) {
            throw new IllegalArgumentException("nothing of " + this + " was read from a file");
        }
        return new FileReload(this, loop, interval).start();
    }

    private void requireOwn() {
        if (side == Side.BOTH) {
            throw new IllegalStateException("the JDK's context was made elsewhere, and is changed there");
        }
    }

    Generation generation() {
        return generation.get();
    }

    /// Reloads it unless it was reloaded since.
    ///
    /// @param current what the options were read again from
    void replace(Generation current, TlsOptions options) {
        generation.compareAndSet(current, Generation.of(checked(side, options)));
    }

    /// What it is made of now.
    ///
    /// @return the options; of a context of the JDK's, only whether the host is checked
    public TlsOptions options() {
        return generation().options();
    }

    /// Whether servers may use it.
    ///
    /// @return false for one of clients
    public boolean isForServers() {
        return side != Side.CLIENT;
    }

    /// Whether clients may use it.
    ///
    /// @return false for one of servers
    public boolean isForClients() {
        return side != Side.SERVER;
    }

    /// An engine of a client, for a program that drives it itself. Python's `wrap_bio`.
    ///
    /// @param serverName a name or numeric address; empty to ask for none and to check none
    /// @param port of the server, by which sessions are found again; -1 if it does not matter
    /// @return an engine that has not begun
    /// @throws IllegalStateException if it is for servers
    public SSLEngine newClientEngine(String serverName, int port) {
        Objects.requireNonNull(serverName, "the server's name is null");
        if (!isForClients()) {
            throw new IllegalStateException("the context is for servers");
        }
        return generation().clientEngine(serverName, port);
    }

    /// An engine of a server, for a program that drives it itself. It knows nothing of [TlsOptions#serverNames].
    ///
    /// @return an engine that has not begun
    /// @throws IllegalStateException if it is for clients
    public SSLEngine newServerEngine() {
        if (!isForServers()) {
            throw new IllegalStateException("the context is for clients");
        }
        return generation().serverEngine();
    }

    @Override
    public String toString() {
        String own = generation().options().credentials().map(key -> ", " + key).orElse("");
        return "TLS context (" + side + own + ")";
    }
}
