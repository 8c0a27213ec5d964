package io.juvloop.bindings;

/// Offsets in `uv_process_options_t` and `uv_stdio_container_t`, the same on every platform up to the ids, which
/// Windows does not have. `native/layout-check.c` prints the C compiler's answers and a test compares them with
/// these.
///
/// Any thread. Constants.
final class ProcessLayout {
    static final int SIZE = 64;
    static final int EXIT = 0;
    static final int FILE = 8;
    static final int ARGS = 16;
    static final int ENV = 24;
    static final int CWD = 32;
    static final int FLAGS = 40;
    static final int STDIO_COUNT = 44;
    static final int STDIO = 48;
    static final int UID = 56;
    static final int GID = 60;

    static final int STDIO_SIZE = 16;
    static final int STDIO_FLAGS = 0;
    static final int STDIO_DATA = 8;

    private ProcessLayout() {}
}
