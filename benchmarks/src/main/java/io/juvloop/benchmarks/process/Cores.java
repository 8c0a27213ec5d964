package io.juvloop.benchmarks.process;

/// The two processor cores of a run: the servers share one, the load generators the other, so that neither disturbs
/// the other, and a server with more threads gets no more machine than the rest.
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
}
