package io.juvloop.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.juvloop.Async;
import io.juvloop.Juvloop;
import io.juvloop.Server;
import io.juvloop.TaskGroup;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/// A chat room for `nc`: the first line is your name, every later line is sent to all members.
///
/// Shows streams, and a queue between tasks: a line that a member sends is put into the queue of each
/// [ChatMember], whose own task sends it, so a slow reader delays no other member. On Ctrl-C every member gets a
/// last line, pending lines are sent, and then the connections are closed. The room needs no lock, because tasks
/// of one loop take turns only where they wait.
///
/// `make run ARGS="chat --port 9002"`, then `nc 127.0.0.1 9002` in several terminals
final class ChatServer implements Example {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Set<ChatMember> room = new LinkedHashSet<>();

    @Override
    public String usage() {
        return "--port N [--host H]";
    }

    @Override
    public String summary() {
        return "a chat room for nc";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("port", "host"));
        String host = options.get("host", "127.0.0.1");
        int port = options.port("port", 0);
        Juvloop.run(() -> serve(host, port));
    }

    private void serve(String host, int port) throws IOException {
        try (Server server = Streams.startServer(this::welcome, host, port)) {
            Ready.print(server);
            try {
                Async.await(server.serveForever());
            } finally {
                closeRoom(server);
            }
        }
    }

    private void welcome(StreamReader reader, StreamWriter writer) throws IOException {
        ChatMember member = new ChatMember(writer);
        try (writer;
                TaskGroup group = new TaskGroup()) {
            var _ = group.createTask(member::sendAll);
            room.add(member);
            try {
                listen(member, reader);
            } finally {
                room.remove(member);
                member.leave();
            }
        } catch (IOException lost) {
            System.out.println("lost a member: " + lost.getMessage());
        }
        if (member.name() != null) {
            tell(member.name() + " has left");
        }
    }

    private void listen(ChatMember member, StreamReader reader) throws IOException {
        member.tell("What is your name?");
        for (String line = reader.readLine(UTF_8); line != null; line = reader.readLine(UTF_8)) {
            if (member.name() != null) {
                tell(member.name() + ": " + line);
            } else if (line.isBlank() || isTaken(line)) {
                member.tell("Another name, please.");
            } else {
                member.name(line);
                tell(line + " has joined");
            }
        }
    }

    private boolean isTaken(String name) {
        return room.stream().anyMatch(member -> name.equals(member.name()));
    }

    private void tell(String line) {
        room.forEach(member -> member.tell(line));
    }

    private void closeRoom(Server server) {
        tell("The chat is closing.");
        room.forEach(ChatMember::leave);
        room.clear();
        try {
            Async.waitFor(server.waitClosed(), PATIENCE);
        } catch (TimeoutException slow) {
            server.abortClients();
        }
    }
}
