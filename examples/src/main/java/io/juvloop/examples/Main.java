package io.juvloop.examples;

import io.juvloop.ExceptionGroup;
import io.juvloop.examples.postgres.BulkLoad;
import io.juvloop.examples.postgres.JdbcBeside;
import io.juvloop.examples.postgres.KeyValueServer;
import io.juvloop.examples.postgres.Tour;
import io.juvloop.examples.postgres.WorkQueue;
import io.juvloop.postgres.PgException;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/// Lists the examples, or runs one of them by name.
public final class Main {
    private static final Map<String, Example> EXAMPLES = new LinkedHashMap<>();

    static {
        EXAMPLES.put("demo", new Demo());
        EXAMPLES.put("echo", new EchoServer());
        EXAMPLES.put("chat", new ChatServer());
        EXAMPLES.put("proxy", new TcpProxy());
        EXAMPLES.put("scan", new PortScanner());
        EXAMPLES.put("blocking", new BlockingTasks());
        EXAMPLES.put("shell", new Shell());
        EXAMPLES.put("dns", new Resolver());
        EXAMPLES.put("udp-echo", new UdpEcho());
        EXAMPLES.put("ping-pong", new PingPong());
        EXAMPLES.put("tail", new Tail());
        EXAMPLES.put("https-get", new HttpsGet());
        EXAMPLES.put("starttls", new StartTls());
        EXAMPLES.put("postgres", new Tour());
        EXAMPLES.put("pg-queue", new WorkQueue());
        EXAMPLES.put("pg-load", new BulkLoad());
        EXAMPLES.put("pg-kv", new KeyValueServer());
        EXAMPLES.put("pg-jdbc", new JdbcBeside());
    }

    private Main() {}

    /// Runs an example.
    ///
    /// @param args its name and its options
    /// @throws Exception if the example fails
    public static void main(String[] args) throws Exception {
        Example example = args.length == 0 ? null : EXAMPLES.get(args[0]);
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
        EXAMPLES.forEach(
                (name, example) -> out.printf("  %-9s %s%n            %s%n", name, example.usage(), example.summary()));
    }
}
