package io.juvloop.benchmarks.process;

import java.util.List;

/// The two processor cores of a run: the servers share one, the load generators the other. So neither disturbs
/// the other, and a server with more threads gets no more of the machine than the rest.
public record Cores(int server, int load) {
    /// Reads `SERVER,LOAD`.
    public static Cores parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(text + " is not two cores such as 0,1");
        }
        return new Cores(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
    }

    public Cores {
        if (server < 0 || load < 0 || server == load) {
            throw new IllegalArgumentException("server and load need two different cores");
        }
    }

    /// Returns the command prefix that pins a server.
    public List<String> pinServer() {
        return List.of("taskset", "-c", Integer.toString(server));
    }

    /// Returns the command prefix that pins a load generator.
    public List<String> pinLoad() {
        return List.of("taskset", "-c", Integer.toString(load));
    }

    /// Returns the command prefix that gives a program both cores, because children inherit the runner's pinning
    /// to one.
    public List<String> both() {
        return List.of("taskset", "-c", server + "," + load);
    }
}
