package io.juvloop.tty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Arrays;

/// A pseudoterminal: a terminal and its other side, at which the test acts as the user.
///
/// Any thread. Not for Windows.
public final class Pty implements AutoCloseable {
    static final int READ_WRITE = 2;
    static final int WRITE_ONLY = 1;
    static final int READ_ONLY = 0;
    private static final int NO_CONTROLLING_TERMINAL = Platform.isMac() ? 0x20000 : 0x100;
    private static final long SET_WINDOW_SIZE = Platform.isMac() ? 0x80087467L : 0x5414;
    private static final int GET_FLAGS = 3;

    private interface C extends com.sun.jna.Library {
        C LIBRARY = Native.load("c", C.class);

        int posix_openpt(int flags) throws LastErrorException;

        int grantpt(int fd) throws LastErrorException;

        int unlockpt(int fd) throws LastErrorException;

        String ptsname(int fd) throws LastErrorException;

        int open(String path, Object... flags) throws LastErrorException;

        int close(int fd) throws LastErrorException;

        int fcntl(int fd, Object... command) throws LastErrorException;

        int ioctl(int fd, Object... request) throws LastErrorException;

        int tcgetattr(int fd, byte[] settings) throws LastErrorException;
    }

    private final int master = C.LIBRARY.posix_openpt(READ_WRITE | NO_CONTROLLING_TERMINAL);
    private final String name = unlocked();
    private final int slave = open(READ_WRITE);
    private boolean masterOpen = true;
    private boolean slaveOpen = true;

    private String unlocked() {
        C.LIBRARY.grantpt(master);
        C.LIBRARY.unlockpt(master);
        return C.LIBRARY.ptsname(master);
    }

    /// The user's side.
    public int master() {
        return master;
    }

    /// The program's side, which is a terminal to programs.
    public int slave() {
        return slave;
    }

    /// Opens the terminal once more; the caller closes it.
    int open(int access) {
        return C.LIBRARY.open(name, access | NO_CONTROLLING_TERMINAL);
    }

    static void close(int descriptor) {
        C.LIBRARY.close(descriptor);
    }

    /// All settings of the terminal.
    String settings() {
        byte[] settings = new byte[256];
        C.LIBRARY.tcgetattr(slave, settings);
        return Arrays.toString(settings);
    }

    /// The flags of a descriptor, such as whether it is blocking.
    static int flags(int descriptor) {
        return C.LIBRARY.fcntl(descriptor, GET_FLAGS);
    }

    /// Resizes the window.
    void resize(int columns, int rows) {
        short[] size = {(short) rows, (short) columns, 0, 0};
        C.LIBRARY.ioctl(master, SET_WINDOW_SIZE, size);
    }

    /// Closes the user's side.
    public void closeMaster() {
        masterOpen = false;
        close(master);
    }

    /// Closes the program's side, except for programs that opened it again.
    void closeSlave() {
        slaveOpen = false;
        close(slave);
    }

    @Override
    public void close() {
        if (masterOpen) {
            closeMaster();
        }
        if (slaveOpen) {
            closeSlave();
        }
    }
}
