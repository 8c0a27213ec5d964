package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A `uv_tty_t`: a terminal, read and written as a stream.
///
/// The descriptor it is made from stays its owner's. libuv would put the terminal it opens anew in that one's
/// place, non-blocking, under the feet of `System.in`; so it is given a duplicate to replace.
///
/// Loop thread only. Closing it puts the terminal back into its normal mode. See
/// [uv_tty_t](https://docs.libuv.org/en/v1.x/tty.html).
public final class UvTty extends UvStream {
    /// `UV_TTY_MODE_NORMAL`: lines, with echo.
    public static final int NORMAL = 0;

    /// `UV_TTY_MODE_RAW`: keys, and escape sequences on Windows turned into what a terminal sends.
    public static final int RAW = 1;

    /// `UV_TTY_MODE_IO`: bytes, nothing of which is touched.
    public static final int IO = 2;

    /// `UV_TTY_MODE_RAW_VT`: keys as the console of Windows itself encodes them.
    public static final int RAW_VT = 3;

    /// The libuv that has [#RAW_VT].
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

    /// How many columns and rows a window has.
    ///
    /// @param columns its width
    /// @param rows its height
    public record WindowSize(int columns, int rows) {}

    /// Opens a terminal.
    ///
    /// @param loop to live in
    /// @param descriptor of the terminal, which stays the caller's
    /// @param events hears what happens
    /// @throws UvFailure EINVAL if it is no terminal
    public UvTty(UvLoop loop, int descriptor, StreamEvents events) {
        super(loop, HandleType.TTY, events);
        if (Host.current().isWindows()) {
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

    /// What its bytes go through, and whose closing closes both. That is itself, except for the side at which a
    /// person would sit: libuv opens a terminal anew, and where that cannot be has every write wait until the
    /// terminal takes it. So the bytes of that side go through a handle of a pipe, which never waits; its
    /// descriptor becomes non-blocking with that.
    ///
    /// @return the stream
    /// @throws UvFailure if there are too many descriptors
    public UvStream bytes() {
        if (Host.current().isWindows() || !TerminalMaster.is((int) fileno())) {
            return this;
        }
        UvPipe pipe = new UvPipe(loop, events());
        try {
            openCopy(pipe);
        } catch (UvFailure failure) {
            pipe.close();
            throw failure;
        }
        bytesElsewhere = true;
        pipe.closes(this);
        return pipe;
    }

    private void openCopy(UvPipe pipe) {
        long copy = Descriptors.duplicate(fileno());
        try {
            pipe.open((int) copy);
        } catch (UvFailure failure) {
            Descriptors.close(copy);
            throw failure;
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

    /// The last argument has been without meaning since 1.23.
    private int init(UvLoop loop, int descriptor) {
        return uv_h.uv_tty_init(loop.pointer(), pointer(), descriptor, 0);
    }

    /// What a descriptor is.
    ///
    /// @param descriptor its number
    /// @return [#GUESS_FILE] and its like, or another number for what libuv does not know
    public static int guess(int descriptor) {
        LibUv.require();
        return uv_h.uv_guess_handle(descriptor);
    }

    /// Changes how the terminal behaves, for every process that uses it.
    ///
    /// @param mode of [#NORMAL], [#RAW], [#IO] and [#RAW_VT]
    /// @throws UvFailure if the terminal is gone
    /// @throws IllegalStateException if the JVM ends
    public void mode(int mode) {
        MemorySegment handle = pointer();
        Runnable change = () -> UvFailure.check("uv_tty_set_mode", uv_h.uv_tty_set_mode(handle, mode));
        if (mode == NORMAL) {
            TerminalModes.returnToNormal(this, change);
        } else {
            TerminalModes.leaveNormal(this, change);
        }
    }

    /// How large its window is.
    ///
    /// @return the size; 0 where the terminal does not know
    /// @throws UvFailure if the terminal is gone
    public WindowSize windowSize() {
        long place = loop.scratch();
        int status = uv_h.uv_tty_get_winsize(
                pointer(), MemorySegment.ofAddress(place + WIDTH), MemorySegment.ofAddress(place + HEIGHT));
        UvFailure.check("uv_tty_get_winsize", status);
        return new WindowSize(Memory.getInt(place + WIDTH), Memory.getInt(place + HEIGHT));
    }

    /// Terminals stay libuv's: it knows how to read the console of Windows, and that of Linux is in no hurry.
    @Override
    boolean canBePolled() {
        return false;
    }

    /// libuv on Windows asks for memory for the next line as soon as it has one, and fills it when a person has
    /// typed that, which may be much later. So lines go by turns into two blocks of the terminal's own.
    @Override
    void provide(long buf) {
        if (!Host.current().isWindows()) {
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
