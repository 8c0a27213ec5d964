package io.juvloop.datagram;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A program that joins and leaves IPv6 groups, in a network of its own with two interfaces that are connected
/// to each other. It prints the datagrams that a member receives.
final class Ipv6Group {
    /// Creates the network, because loopback alone carries no groups, and then runs the command behind it.
    static final List<String> IN_A_NETWORK_OF_ITS_OWN = List.of("unshare", "--net", "sh", "-c", """
            ip link set lo up &&
            ip link add near type veth peer name far &&
            ip link set far up && ip link set near up &&
            ip addr add fd00::1/64 dev near nodad &&
            exec "$@"
            """, "sh");

    private static final InetAddress SENDER = InetAddress.ofLiteral("fd00::1");

    private final EventLoop loop;
    private final NetworkInterface near;
    private final Datagrams member;
    private final Datagrams sender;
    private final int port;

    private Ipv6Group(EventLoop loop) throws IOException {
        this.loop = loop;
        near = Objects.requireNonNull(NetworkInterface.getByName("near"));
        member = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress("::", 0));
        sender = Udp.open(
                loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress(new InetSocketAddress(SENDER, 0)));
        sender.transport().setMulticastInterface(near);
        port = ((InetSocketAddress) member.name()).getPort();
    }

    /// Prints whether a group's datagrams reach its members; datagrams sent to them directly always do.
    private void ask(String what, InetAddress group) {
        int before = member.received().size();
        sender.send("to the group", new InetSocketAddress(group, port));
        sender.send("direct", new InetSocketAddress(SENDER, port));
        Await.until(
                loop,
                () -> member.received().size() > before
                        && member.texts().getLast().equals("direct"));
        boolean heard = member.received().size() == before + 2;
        System.out.println(what + ": " + (sender.errors().isEmpty() ? heard : sender.errors()));
    }

    private void membership(InetAddress group, @Nullable InetAddress source) throws IOException {
        member.transport().joinGroup(group, near, source);
        ask("joined " + (source == null ? "all" : source.getHostAddress()), group);
        member.transport().leaveGroup(group, near, source);
        ask("left", group);
    }

    private void run() throws IOException {
        InetAddress group = InetAddress.ofLiteral("ff02::1234%near");
        membership(group, null);
        membership(InetAddress.ofLiteral("ff32::1234%near"), SENDER);
        membership(InetAddress.ofLiteral("ff32::1234%near"), InetAddress.ofLiteral("fd00::2"));
        member.transport().joinGroup(group, near, null);
        sender.transport().setMulticastLoop(false);
        ask("without loop", group);
        sender.transport().setMulticastLoop(true);
        sender.transport().setMulticastTtl(0);
        ask("without hops", group);
        Udp.close(loop, member, sender);
    }

    /// Runs the program.
    ///
    /// @param args none
    public static void main(String[] args) throws IOException {
        try (EventLoop loop = EventLoop.create()) {
            new Ipv6Group(loop).run();
        }
    }
}
