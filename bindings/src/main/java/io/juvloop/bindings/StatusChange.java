package io.juvloop.bindings;

/// The two statuses of one event of a [UvFsPoll], copied while libuv has them.
///
/// Any thread. Immutable.
///
/// @param previous the earlier one
/// @param current the one now
record StatusChange(FileStatus previous, FileStatus current) {
    static StatusChange of(long previous, long current) {
        return new StatusChange(FileStatus.of(previous), FileStatus.of(current));
    }
}
