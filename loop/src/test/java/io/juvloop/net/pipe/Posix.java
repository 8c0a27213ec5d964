package io.juvloop.net.pipe;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import io.juvloop.net.peer.Libc;
import java.nio.file.Path;

/// What tests of pipes need of the C library: files, FIFOs and terminals as plain descriptors.
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

    /// Opens a file, waiting if it is a FIFO whose other end nobody has opened yet.
    static int open(Path path, int flags) {
        return INSTANCE.open(path.toString(), flags);
    }

    /// Makes a FIFO.
    static Path fifo(Path path) {
        INSTANCE.mkfifo(path.toString(), 0600);
        return path;
    }

    /// A new terminal: the side of whoever sits at it, then the side of the program.
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
