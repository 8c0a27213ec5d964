package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A `uv_fs_t`: an operation on files. The operations themselves are in [FsPaths] and [FsFiles].
///
/// libuv keeps its allocations for an operation, such as copies of its paths, until `uv_fs_req_cleanup`. That is
/// called here, whatever the outcome.
///
/// Loop thread only. Reuse it once it has ended, so that reading makes no garbage. See
/// [uv_fs_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_t).
public final class FsRequest extends PoolRequest {
    /// Receives the outcome of an operation.
    public interface Answer {
        /// The operation ended. Read its results from the request in this call only, and notify others
        /// afterwards. It is called again if an error came out of the first call.
        ///
        /// @param request the request, which has ended
        /// @param result the result of libuv's function, or a negative error
        void onResult(FsRequest request, long result);

        /// The request is free for another operation. It is called again if an error came out of the first call.
        ///
        /// @param request the request, which has ended
        void onReleased(FsRequest request);
    }

    /// A libuv function, given the arguments that all of them have in common.
    @FunctionalInterface
    interface Call {
        int begin(MemorySegment loop, MemorySegment request, MemorySegment callback);
    }

    /// The result, the block, the release.
    private static final int STEPS = 3;

    private @Nullable Answer answer;
    private @Nullable Answer notified;
    private boolean givesBack;

    /// Makes a request.
    ///
    /// @param loop the loop that it belongs to
    public FsRequest(UvLoop loop) {
        super(Linking.ensured(loop, FsDowncalls.class), RequestType.FS);
    }

    /// Whether an operation is under way.
    ///
    /// @return true until it has ended
    public boolean isBusy() {
        return answer != null;
    }

    /// Begins an operation.
    void begin(Answer listener, String operation, Call call) {
        MemorySegment callback = MemorySegment.ofAddress(loop.stub(Callback.FILE));
        prepare(listener);
        int status;
        try {
            status = call.begin(loop.pointer(), block(), callback);
        } catch (Throwable thrown) {
            abandon();
            throw thrown;
        }
        begun(operation, status);
    }

    /// Begins an operation that gives something back to the system and so must not be cancelled.
    void beginGivingBack(Answer listener, String operation, Call call) {
        givesBack = true;
        try {
            begin(listener, operation, call);
        } finally {
            givesBack = isBusy();
        }
    }

    /// Takes a block; exactly one [#begun] or [#abandon] must follow.
    long prepare(Answer listener) {
        if (isBusy()) {
            throw new IllegalStateException("the request is in use");
        }
        ThreadPool.require();
        acquire(type().size());
        answer = listener;
        return address;
    }

    /// Takes libuv's answer to the call.
    void begun(String operation, int status) {
        if (status < 0) {
            abandon();
            throw new UvFailure(operation, status);
        }
        countStarted();
    }

    /// Takes the block back, because libuv was not called, or refused.
    void abandon() {
        FsDowncalls.uv_fs_req_cleanup(address);
        answer = null;
        givesBack = false;
        release(type().size());
    }

    void completed() {
        notified = answer;
        try {
            endInSteps(notified == null ? 0 : STEPS, 0);
        } finally {
            notified = null;
        }
    }

    @Override
    void end(int step, int status) {
        Answer listener = Objects.requireNonNull(notified);
        switch (step) {
            case 0 -> listener.onResult(this, FsDowncalls.uv_fs_get_result(address));
            case 1 -> free();
            default -> listener.onReleased(this);
        }
    }

    private void free() {
        if (address != 0) {
            FsDowncalls.uv_fs_req_cleanup(address);
        }
        answer = null;
        givesBack = false;
        ended();
    }

    @Override
    boolean isCancelable() {
        return !givesBack;
    }

    // --- Results

    /// The status of a file, of `uv_fs_stat`, `uv_fs_lstat` and `uv_fs_fstat`.
    ///
    /// @return a copy
    public FileStatus status() {
        return FileStatus.of(uv_h.uv_fs_get_statbuf(block()).address());
    }

    /// The status of a file system, of `uv_fs_statfs`.
    ///
    /// @return a copy
    public FileSystemStatus fileSystemStatus() {
        return FileSystemStatus.of(pointed());
    }

    /// The path that `uv_fs_mkdtemp` or `uv_fs_mkstemp` made up.
    ///
    /// @return its bytes, without NUL
    public byte[] path() {
        return Memory.stringBytes(uv_h.uv_fs_get_path(block()).address());
    }

    /// The path that `uv_fs_readlink` or `uv_fs_realpath` found.
    ///
    /// @return its bytes, without NUL
    public byte[] target() {
        return Memory.stringBytes(pointed());
    }

    /// The directory that `uv_fs_opendir` opened.
    ///
    /// @return the directory, which the caller must close
    public DirectoryStream directory() {
        return new DirectoryStream(pointed());
    }

    /// The entries of a directory, of `uv_fs_scandir`.
    ///
    /// @return all of them, in the order of their bytes
    public List<DirectoryItem> scanned() {
        List<DirectoryItem> items = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment item = arena.allocate(Abi.DIRENT_SIZE, 8);
            while (uv_h.uv_fs_scandir_next(block(), item) >= 0) {
                items.add(DirectoryItem.of(item.address()));
            }
        }
        return items;
    }

    private long pointed() {
        return uv_h.uv_fs_get_ptr(block()).address();
    }
}
