package io.juvloop.examples;

import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// `tail -f`: the last lines of a file, and then every line that is appended.
///
/// Shows events of a directory, taken by a task. The directory is watched and not the file, because log rotation
/// makes a new file under the same name, of which a watch of the old file reports nothing.
///
/// `make run ARGS="tail --file /var/log/syslog --lines 3"`; ends with Ctrl-C, or when its output is closed, as by
/// `| head`.
final class Tail implements Example {
    @Override
    public String usage() {
        return "--file FILE [--lines N]";
    }

    @Override
    public String summary() {
        return "prints the last lines of a file, and what is appended to it";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("file", "lines"));
        if (options.get("file", "").isEmpty()) {
            throw new Options.Misuse("--file wants the name of a file");
        }
        Path file = Path.of(options.get("file", "")).toAbsolutePath();
        int lines = options.positive("lines", 10);
        Juvloop.run(() -> follow(file, lines));
    }

    private static void follow(Path file, int lines) throws IOException {
        try (FileEvents events = EventLoop.running().files().watch(file.getParent());
                FollowedFile followed = new FollowedFile(file)) {
            boolean heard = followed.printLast(lines);
            while (heard) {
                FileEvent event = events.next();
                if (event.name() == null || event.name().equals(file.getFileName())) {
                    heard = followed.printNew();
                }
            }
        }
    }
}
