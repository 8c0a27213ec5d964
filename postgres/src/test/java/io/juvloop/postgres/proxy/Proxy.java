package io.juvloop.postgres.proxy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.postgres.PgOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Passes connections on to a server, and does with their bytes what a test wants, from then on.
///
/// Loop thread only. It lives in the test's loop, so the test closes it, which resets its connections.
public final class Proxy implements AutoCloseable {
    private final EventLoop loop;
    private final int target;
    private final List<Link> links = new ArrayList<>();
    private @Nullable Server server;
    private boolean isDropping;
    private boolean isDroppingNew;
    private Duration delay = Duration.ZERO;
    private int chunk = Integer.MAX_VALUE;
    private int syncsToHold;
    private long syncs;
    private long toServer;
    private long toClient;
    private int accepted;
    private int writes;

    private Proxy(EventLoop loop, int target) {
        this.loop = loop;
        this.target = target;
    }

    /// Starts one, in a task.
    ///
    /// @param target the server's port on 127.0.0.1
    public static Proxy start(EventLoop loop, int target) {
        Proxy proxy = new Proxy(loop, target);
        proxy.server = Async.await(loop.createServer(() -> new Link(proxy).client(), "127.0.0.1", 0));
        return proxy;
    }

    /// The port to connect to.
    public int port() {
        return server().port();
    }

    /// The same options, by way of this proxy.
    public PgOptions through(PgOptions options) {
        return options.withHosts("127.0.0.1").withPorts(port());
    }

    // --- What happens to bytes from now on

    /// Drops what comes, both ways, and also the news that a side has ended: a black hole. Connections that are made
    /// meanwhile are accepted and hear nothing.
    public void drop() {
        isDropping = true;
        isDroppingNew = true;
    }

    /// Drops what comes on connections that exist now; others pass.
    public void dropPresent() {
        links.forEach(Link::drop);
    }

    /// Passes everything on again; what was dropped stays lost.
    public void pass() {
        isDropping = false;
        isDroppingNew = false;
        links.forEach(Link::pass);
    }

    /// Delays the server's answers.
    ///
    /// @param by how long each read waits; order stays
    public void delayAnswers(Duration by) {
        delay = by;
    }

    /// Cuts the server's answers into pieces that arrive one in a turn.
    ///
    /// @param bytes of each piece
    public void cutAnswers(int bytes) {
        chunk = bytes;
    }

    /// Holds the server's answers back until so many messages Sync have passed from now on.
    public void holdAnswersUntilSyncs(int count) {
        syncs = 0;
        syncsToHold = count;
    }

    /// Resets every connection.
    public void cut() {
        List.copyOf(links).forEach(Link::abort);
    }

    /// Accepts no connection any more, so that new ones are refused.
    public void refuse() {
        server().close();
    }

    // --- What happened

    /// Bytes that have come from clients.
    public long bytesToServer() {
        return toServer;
    }

    /// Bytes that have come from the server.
    public long bytesToClient() {
        return toClient;
    }

    /// How often bytes have come from clients: the pieces in which they were sent, or fewer.
    public int writes() {
        return writes;
    }

    /// Messages Sync that have come from clients since the last [#holdAnswersUntilSyncs].
    public long syncs() {
        return syncs;
    }

    /// Connections that were accepted.
    public int accepted() {
        return accepted;
    }

    /// Connections that are open.
    public int connections() {
        return links.size();
    }

    @Override
    public void close() {
        server().close();
        cut();
    }

    // --- For the links

    private Server server() {
        return Objects.requireNonNull(server, "not started");
    }

    EventLoop loop() {
        return loop;
    }

    int target() {
        return target;
    }

    void opened(Link link) {
        links.add(link);
        accepted++;
        if (isDroppingNew) {
            link.drop();
        }
    }

    void closed(Link link) {
        links.remove(link);
    }

    boolean isDropping() {
        return isDropping;
    }

    Duration delay() {
        return delay;
    }

    int chunk() {
        return chunk;
    }

    boolean isHolding() {
        return syncs < syncsToHold;
    }

    void sentToServer(int bytes, int newSyncs) {
        toServer += bytes;
        writes++;
        boolean wasHolding = isHolding();
        syncs += newSyncs;
        if (wasHolding && !isHolding()) {
            List.copyOf(links).forEach(Link::release);
        }
    }

    void sentToClient(int bytes) {
        toClient += bytes;
    }
}
