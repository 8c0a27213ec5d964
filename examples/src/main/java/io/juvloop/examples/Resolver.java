package io.juvloop.examples;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.dns.AddressInfo;
import io.juvloop.dns.AddressOptions;
import io.juvloop.dns.NameFlag;
import io.juvloop.dns.NameInfo;
import io.juvloop.dns.SocketType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Resolves names and addresses: a task for each, all at the same time, each with a time-out.
///
/// Shows `getaddrinfo` and `getnameinfo`, a [TaskGroup], and [Async#waitFor], which cancels a lookup that takes
/// too long: its result is dropped, and the program goes on without it.
///
/// `make run ARGS="dns --names localhost,127.0.0.1,example.org"`.
final class Resolver implements Example {
    private static final AddressOptions STREAM = AddressOptions.DEFAULT.withType(SocketType.STREAM);
    private static final Set<NameFlag> MUST_HAVE_A_NAME = Set.of(NameFlag.NAMEREQD, NameFlag.NUMERICSERV);

    @Override
    public String usage() {
        return "--names NAME[,NAME|ADDRESS...] [--timeout MILLIS]";
    }

    @Override
    public String summary() {
        return "looks up the addresses of names, and the names of addresses";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("names", "timeout"));
        List<String> names = List.of(options.get("names", "localhost,127.0.0.1").split(",", -1));
        if (names.contains("")) {
            throw new Options.Misuse("--names wants names with commas between them");
        }
        Duration timeout = options.millis("timeout", 5000);
        Map<String, String> answers = Juvloop.run(() -> lookUp(names, timeout));
        answers.forEach((name, answer) -> System.out.println(name + "  " + answer));
    }

    private static Map<String, String> lookUp(List<String> names, Duration timeout) {
        List<Task<String>> tasks = new ArrayList<>();
        try (TaskGroup group = new TaskGroup()) {
            names.forEach(name -> tasks.add(group.createTask(() -> answer(name, timeout))));
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            answers.put(names.get(i), Async.await(tasks.get(i)));
        }
        return answers;
    }

    private static String answer(String name, Duration timeout) {
        try {
            return isAddress(name) ? nameOf(name, timeout) : addressesOf(name, timeout);
        } catch (TimeoutException late) {
            return "no answer within " + timeout.toMillis() + " ms";
        } catch (UnknownHostException unknown) {
            return "unknown: " + unknown.getMessage();
        } catch (IllegalArgumentException notAName) {
            return notAName.getMessage();
        }
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("\\d+(\\.\\d+){3}");
    }

    private static String addressesOf(String name, Duration timeout) throws TimeoutException, UnknownHostException {
        List<AddressInfo> found = await(EventLoop.running().getaddrinfo(name, 0, STREAM), timeout);
        return found.stream()
                .map(info -> info.address().getAddress().getHostAddress())
                .collect(Collectors.joining(", "));
    }

    private static String nameOf(String ip, Duration timeout) throws TimeoutException, UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(ip), 0);
        NameInfo names = await(EventLoop.running().getnameinfo(address, MUST_HAVE_A_NAME), timeout);
        return names.host();
    }

    private static <T> T await(CompletionStage<T> lookup, Duration timeout)
            throws TimeoutException, UnknownHostException {
        return Async.waitFor(() -> Async.await(lookup, UnknownHostException.class), timeout);
    }
}
