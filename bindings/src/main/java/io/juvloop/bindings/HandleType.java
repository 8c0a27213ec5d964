package io.juvloop.bindings;

/// The kinds of handle that juvloop makes, mirroring `uv_handle_type`; the numbers are the same on every
/// platform.
///
/// Any thread. See [uv_handle_type](https://docs.libuv.org/en/v1.x/handle.html#c.uv_handle_type).
public enum HandleType {
    /// `uv_async_t`: wakes the loop from any thread.
    ASYNC(1),
    /// `uv_check_t`: called once an iteration, after the poll.
    CHECK(2),
    /// `uv_fs_event_t`: changes of a file or directory, as the system reports them.
    FS_EVENT(3),
    /// `uv_fs_poll_t`: changes of a file, found by comparing its status at intervals.
    FS_POLL(4),
    /// `uv_idle_t`: called once an iteration.
    IDLE(6),
    /// `uv_pipe_t`: unix domain sockets and pipes.
    NAMED_PIPE(7),
    /// `uv_poll_t`: sockets that other code made and reads.
    POLL(8),
    /// `uv_prepare_t`: called once an iteration, before the poll.
    PREPARE(9),
    /// `uv_process_t`: a child process.
    PROCESS(10),
    /// `uv_tcp_t`: TCP streams and listeners.
    TCP(12),
    /// `uv_timer_t`: timers.
    TIMER(13),
    /// `uv_tty_t`: terminals.
    TTY(14),
    /// `uv_udp_t`: UDP sockets.
    UDP(15),
    /// `uv_signal_t`: signals of the operating system.
    SIGNAL(16);

    private final int code;
    private final long size;

    HandleType(int code) {
        this.code = code;
        LibUv.loaded();
        this.size = LoopDowncalls.uv_handle_size(code);
    }

    int code() {
        return code;
    }

    /// The size of such a handle in the running libuv.
    ///
    /// @return bytes
    public long size() {
        return size;
    }
}
