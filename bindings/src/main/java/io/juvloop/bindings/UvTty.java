package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A `uv_tty_t`: a terminal, read and written as a stream.
///
/// Its descriptor stays its owner's. libuv would replace it by a terminal that it opens anew, non-blocking, and
/// so break `System.in`; so it is given a duplicate to replace.
///
/// Loop thread only. Closing it puts the terminal back into its normal mode. See
/// [uv_tty_t](https://docs.libuv.org/en/v1.x/tty.html).
public final class UvTty extends UvStream {
    /// `UV_TTY_MODE_NORMAL`: lines, with echo.
    public static final int NORMAL = 0;

    /// `UV_TTY_MODE_RAW`: keys, and escape sequences on Windows turned into what a terminal sends.
    public static final int RAW = 1;

    /// `UV_TTY_MODE_IO`: bytes, passed unchanged.
    public static final int IO = 2;

    /// `UV_TTY_MODE_RAW_VT`: keys as the Windows console itself encodes them.
    public static final int RAW_VT = 3;

    /// The first libuv that has [#RAW_VT].
    public static final UvVersion RAW_VT_SINCE = new UvVersion(1, 51, 0);

    /// `UV_NAMED_PIPE`, of [#guess].
    public static final int GUESS_PIPE = 7;

    /// `UV_TCP`, of [#guess].
    public static final int GUESS_TCP = 12;

    /// `UV_TTY`, of [#guess].
    public static final int GUESS_TTY = 14;

    /// `UV_UDP`, of [#guess].
    public static final int GUESS_UDP = 15;

    /// `UV_FILE`, of [#guess].
    public static final int GUESS_FILE = 17;

    private static final int LINE = 8192;
    private static final int WIDTH = 0;
    private static final int HEIGHT = 8;

    private boolean bytesElsewhere;
    private long lines;
    private boolean second;

    /// The size of a window, in columns and rows.
    ///
    /// @param columns its width
    /// @param rows its height
    public record WindowSize(int columns, int rows) {}

    /// Opens a terminal.
    ///
    /// @param loop the loop that it belongs to
    /// @param descriptor of the terminal, which stays the caller's
    /// @param events the listener
    /// @throws UvFailure EINVAL if it is no terminal
    public UvTty(UvLoop loop, int descriptor, StreamEvents events) {
        super(loop, HandleType.TTY, events);
        if (Platform.current().isWindows()) {
            initialised("uv_tty_init", init(loop, descriptor));
            return;
        }
        long given = duplicate(descriptor);
        int status = init(loop, (int) given);
        if (status < 0) {
            Descriptors.close(given);
        }
        initialised("uv_tty_init", status);
        if (fileno() != given) {
            Descriptors.close(given);
        }
    }

    /// Returns the stream that its bytes go through, which closes both. That is itself, except for the master
    /// side of a pseudo terminal. libuv opens a terminal anew, and where that fails it makes every write block
    /// until the terminal accepts it. So the bytes of the master side go through a pipe handle, which never
    /// blocks; its descriptor becomes non-blocking with that.
    ///
    /// @return the stream
    /// @throws UvFailure if there are too many descriptors
    public UvStream bytes() {
        if (Platform.current().isWindows() || !TerminalMaster.is((int) fileno())) {
            return this;
        }
        UvPipe pipe = new UvPipe(loop, events());
        try {
            openCopy(pipe);
            bytesElsewhere = true;
            pipe.closes(this);
            return pipe;
        } catch (Throwable thrown) {
            pipe.close();
            throw thrown;
        }
    }

    private void openCopy(UvPipe pipe) {
        try (OpenedDescriptors copies = new OpenedDescriptors()) {
            copies.giveTo(pipe, copies.open(() -> (int) Descriptors.duplicate(fileno())));
        }
    }

    @Override
    public @Nullable Object owner() {
        return bytesElsewhere ? null : super.owner();
    }

    private long duplicate(int descriptor) {
        try {
            return Descriptors.duplicate(descriptor);
        } catch (UvFailure failure) {
            initialised(failure.operation(), failure.code());
            throw failure;
        }
    }

    /// The last argument is unused since 1.23.
    private int init(UvLoop loop, int descriptor) {
        return uv_h.uv_tty_init(loop.pointer(), pointer(), descriptor, 0);
    }

    /// Returns the kind of a descriptor.
    ///
    /// @param descriptor its number
    /// @return [#GUESS_FILE] and the like, or another number for a kind that libuv does not know
    public static int guess(int descriptor) {
        LibUv.require();
        return uv_h.uv_guess_handle(descriptor);
    }

    /// Sets the mode of the terminal, for every process that uses it.
    ///
    /// @param mode of [#NORMAL], [#RAW], [#IO] and [#RAW_VT]
    /// @throws UvFailure if the terminal is gone
    /// @throws IllegalStateException if the JVM is ending
    public void mode(int mode) {
        MemorySegment handle = pointer();
        Runnable change = () -> UvFailure.check("uv_tty_set_mode", uv_h.uv_tty_set_mode(handle, mode));
        if (mode == NORMAL) {
            TerminalModes.returnToNormal(this, change);
        } else {
            TerminalModes.leaveNormal(this, change);
        }
    }

    /// Returns the size of its window.
    ///
    /// @return the size; 0 where the terminal does not know it
    /// @throws UvFailure if the terminal is gone
    public WindowSize windowSize() {
        long place = loop.scratch();
        int status = uv_h.uv_tty_get_winsize(
                pointer(), MemorySegment.ofAddress(place + WIDTH), MemorySegment.ofAddress(place + HEIGHT));
        UvFailure.check("uv_tty_get_winsize", status);
        return new WindowSize(Memory.getInt(place + WIDTH), Memory.getInt(place + HEIGHT));
    }

    /// Terminals are always read by libuv: it can read the Windows console, and on Linux speed does not matter
    /// here.
    @Override
    boolean canBePolled() {
        return false;
    }

    /// On Windows libuv requests memory for the next line as soon as it has one, and fills it when that line was
    /// typed, which may be much later. So lines alternate between two blocks that belong to the terminal.
    @Override
    void provide(long buf) {
        if (!Platform.current().isWindows()) {
            super.provide(buf);
            return;
        }
        if (lines == 0) {
            lines = loop.allocate(2L * LINE).address();
        }
        second = !second;
        Abi.putBuffer(buf, second ? lines + LINE : lines, LINE);
    }

    @Override
    void onClosing() {
        super.onClosing();
        TerminalModes.close(this);
    }
}
