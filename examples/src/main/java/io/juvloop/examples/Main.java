package io.juvloop.examples;

import io.juvloop.ExceptionGroup;
import io.juvloop.examples.postgres.BulkLoad;
import io.juvloop.examples.postgres.JdbcBeside;
import io.juvloop.examples.postgres.KeyValueServer;
import io.juvloop.examples.postgres.ServerAlone;
import io.juvloop.examples.postgres.Tour;
import io.juvloop.examples.postgres.WorkQueue;
import io.juvloop.postgres.PgException;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Lists the examples, or runs one of them by name.
public final class Main {
    private static final List<String> NAMES = List.of(
            "demo",
            "echo",
            "chat",
            "proxy",
            "scan",
            "blocking",
            "shell",
            "dns",
            "udp-echo",
            "ping-pong",
            "tail",
            "https-get",
            "starttls",
            "postgres",
            "pg-queue",
            "pg-load",
            "pg-kv",
            "pg-jdbc",
            "pg-server");

    private Main() {}

    /// Makes one example; the classes of the others are not loaded.
    private static @Nullable Example named(String name) {
        return switch (name) {
            case "demo" -> new Demo();
            case "echo" -> new EchoServer();
            case "chat" -> new ChatServer();
            case "proxy" -> new TcpProxy();
            case "scan" -> new PortScanner();
            case "blocking" -> new BlockingTasks();
            case "shell" -> new Shell();
            case "dns" -> new Resolver();
            case "udp-echo" -> new UdpEcho();
            case "ping-pong" -> new PingPong();
            case "tail" -> new Tail();
            case "https-get" -> new HttpsGet();
            case "starttls" -> new StartTls();
            case "postgres" -> new Tour();
            case "pg-queue" -> new WorkQueue();
            case "pg-load" -> new BulkLoad();
            case "pg-kv" -> new KeyValueServer();
            case "pg-jdbc" -> new JdbcBeside();
            case "pg-server" -> new ServerAlone();
            default -> null;
        };
    }

    /// Runs an example.
    ///
    /// @param args its name and its options
    /// @throws Exception if the example fails
    public static void main(String[] args) throws Exception {
        Example example = args.length == 0 ? null : named(args[0]);
        if (example == null) {
            if (args.length == 0) {
                list(System.out);
                return;
            }
            System.err.println("There is no example named " + args[0] + ".");
            list(System.err);
            System.exit(2);
            return;
        }
        List<String> rest = Arrays.asList(args).subList(1, args.length);
        try {
            example.run(new Options(rest));
        } catch (Options.Misuse misuse) {
            System.err.println(misuse.getMessage() + "\nusage: " + args[0] + " " + example.usage());
            System.exit(2);
        } catch (CancellationException askedToEnd) {
            return; // by Ctrl-C or a signal, which also decides on the exit code
        } catch (IOException | PgException reason) {
            fail(reason);
        } catch (CompletionException | ExceptionGroup failed) {
            if (!isForTheUser(failed.getCause())) {
                throw failed;
            }
            fail(failed.getCause());
        }
    }

    /// Whether it says what is wrong outside of the program.
    private static boolean isForTheUser(Throwable cause) {
        return cause instanceof IOException || cause instanceof SQLException || cause instanceof PgException;
    }

    private static void fail(Throwable reason) {
        System.err.println(reason.getMessage());
        System.exit(1);
    }

    private static void list(PrintStream out) {
        out.println("usage: java -jar juvloop-examples.jar EXAMPLE [OPTIONS]\n\nexamples:");
        for (String name : NAMES) {
            Example example = Objects.requireNonNull(named(name));
            out.printf("  %-9s %s%n            %s%n", name, example.usage(), example.summary());
        }
    }
}
