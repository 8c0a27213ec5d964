package io.juvloop.examples;

import io.juvloop.streams.StreamWriter;
import io.juvloop.sync.Queue;
import io.juvloop.sync.QueueFullException;
import io.juvloop.sync.QueueShutDownException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One client of the [ChatServer]: lines for it wait in a queue, from which its task sends.
///
/// A client that has fallen too far behind is disconnected, so that it costs a bounded amount of memory.
///
/// Loop thread only.
final class ChatMember {
    private static final int MOST_UNREAD = 1000;

    private final Queue<String> unread = new Queue<>(MOST_UNREAD);
    private final StreamWriter writer;
    private @Nullable String name;

    ChatMember(StreamWriter writer) {
        this.writer = writer;
    }

    @Nullable
    String name() {
        return name;
    }

    void name(String chosen) {
        name = chosen;
    }

    /// Never waits.
    void tell(String line) {
        try {
            unread.putNoWait(line);
        } catch (QueueFullException tooSlow) {
            writer.transport().abort();
        }
    }

    /// Ends the lines for this member.
    void leave() {
        unread.shutdown();
    }

    /// The body of its task: sends until the member has left and every line was sent, or its connection is gone.
    void sendAll() {
        try {
            while (true) {
                writer.write(unread.get() + "\n", StandardCharsets.UTF_8);
                writer.drain();
            }
        } catch (QueueShutDownException | IOException over) {
            writer.close();
        }
    }
}
