/// juvloop: asyncio's event loop for Java, on libuv.
///
/// Start with [io.juvloop.Juvloop#run], and the page of the package `io.juvloop`, which is a map of the others.
///
/// @uses io.juvloop.spi.EventLoopProvider how [io.juvloop.EventLoop#create] finds its implementation
/// @provides io.juvloop.spi.EventLoopProvider the loop on libuv
module io.juvloop {
    requires io.juvloop.bindings;
    requires org.jctools.core.jdk11;
    requires static jdk.jfr;
    requires static jdk.management;
    requires static transitive org.jspecify;

    exports io.juvloop;
    exports io.juvloop.datagram;
    exports io.juvloop.dns;
    exports io.juvloop.files;
    exports io.juvloop.host;
    exports io.juvloop.ipc;
    exports io.juvloop.phases;
    exports io.juvloop.spi;
    exports io.juvloop.streams;
    exports io.juvloop.subprocess;
    exports io.juvloop.sync;
    exports io.juvloop.terminal;
    exports io.juvloop.tls;

    uses io.juvloop.spi.EventLoopProvider;

    provides io.juvloop.spi.EventLoopProvider with
            io.juvloop.internal.UvEventLoopProvider;
}
