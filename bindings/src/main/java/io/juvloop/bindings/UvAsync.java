package io.juvloop.bindings;

/// A `uv_async_t`: wakes the loop from other threads.
///
/// [#send] any thread; the rest loop thread only. Sending to a closing handle is undefined in libuv, so sending
/// and closing exclude each other by a lock; it is taken once per wake-up, not once per post.
/// See [uv_async_t](https://docs.libuv.org/en/v1.x/async.html).
public final class UvAsync extends UvEventHandle {
    private final Object lock = new Object();
    private boolean ended;

    /// Makes an async handle.
    ///
    /// @param loop to wake
    /// @param onEvent called at least once after each send
    public UvAsync(UvLoop loop, Runnable onEvent) {
        super(loop, HandleType.ASYNC, onEvent);
        initialised("uv_async_init", LoopDowncalls.uv_async_init(loop.inUse(), open(), loop.stub(Callback.EVENT)));
    }

    /// Wakes the loop. Any thread.
    ///
    /// @return false if the handle is closing, and nothing was sent
    public boolean send() {
        synchronized (lock) {
            if (ended) {
                return false;
            }
            UvFailure.check("uv_async_send", Downcalls.uv_async_send(address));
            return true;
        }
    }

    /// Closes it for senders and for the loop.
    public void end() {
        close();
    }

    @Override
    void onClosing() {
        synchronized (lock) {
            ended = true;
        }
    }
}
