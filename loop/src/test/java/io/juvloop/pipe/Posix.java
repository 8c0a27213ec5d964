package io.juvloop.pipe;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import io.juvloop.net.peer.Libc;
import java.nio.file.Path;

/// The functions of the C library that tests of pipes need: files, FIFOs and terminals as plain descriptors.
///
/// Any thread. Not for Windows.
interface Posix extends com.sun.jna.Library {
    Posix INSTANCE = Native.load("c", Posix.class);

    int O_RDONLY = 0;
    int O_WRONLY = 1;
    int O_RDWR = 2;

    int open(String path, int flags) throws LastErrorException;

    int mkfifo(String path, int mode) throws LastErrorException;

    int posix_openpt(int flags) throws LastErrorException;

    int grantpt(int fd) throws LastErrorException;

    int unlockpt(int fd) throws LastErrorException;

    String ptsname(int fd) throws LastErrorException;

    long read(int fd, byte[] bytes, long count) throws LastErrorException;

    int listen(int fd, int backlog) throws LastErrorException;

    /// Opens a file; waits for a FIFO whose other end is not open yet.
    static int open(Path path, int flags) {
        return INSTANCE.open(path.toString(), flags);
    }

    /// Creates a FIFO.
    static Path fifo(Path path) {
        INSTANCE.mkfifo(path.toString(), 0600);
        return path;
    }

    /// A new pseudoterminal: the user's side, then the program's side.
    static int[] terminal() {
        int master = INSTANCE.posix_openpt(O_RDWR);
        INSTANCE.grantpt(master);
        INSTANCE.unlockpt(master);
        return new int[] {master, INSTANCE.open(INSTANCE.ptsname(master), O_RDWR)};
    }

    static int[] socketPair(int type) {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, type, 0, pair);
        return pair;
    }

    static void write(long fd, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Libc.INSTANCE.write((int) fd, bytes, bytes.length);
    }

    static void close(long fd) {
        Libc.INSTANCE.close((int) fd);
    }

    static boolean isOpen(long fd) {
        return Libc.isOpen((int) fd);
    }
}
