package io.juvloop.files;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import org.jspecify.annotations.Nullable;

/// The options of opening a file: the flags and the mode of `open(2)`.
///
/// Any thread. Immutable; made by changing one of the constants:
/// `OpenOptions.WRITE.withTruncate(true).withPermissions(0600)`. See
/// [uv_fs_open](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_open).
public final class OpenOptions {
    private static final int FOR_EVERYBODY = 0666;
    private static final int PERMISSION_BITS = 07777;

    private static final Option<Boolean> READING = new Option<>("read", true);
    private static final Option<Boolean> WRITING = new Option<>("write", false);
    private static final Option<Boolean> APPENDING = new Option<>("append", false);
    private static final Option<Boolean> CREATING = new Option<>("create", false);
    private static final Option<Boolean> EXCLUSIVE = new Option<>("exclusive", false);
    private static final Option<Boolean> TRUNCATING = new Option<>("truncate", false);
    private static final Option<Integer> PERMISSIONS = new Option<>("permissions", FOR_EVERYBODY);

    private static final Settings FOR_WRITING =
            Settings.INITIAL.with(READING, false).with(WRITING, true).with(CREATING, true);

    /// For reading an existing file. Python's mode `r`.
    public static final OpenOptions READ = new OpenOptions(Settings.INITIAL);

    /// For writing a file, which is created or truncated first. Python's mode `w`.
    public static final OpenOptions WRITE = new OpenOptions(FOR_WRITING.with(TRUNCATING, true));

    /// For appending to a file, which is created if it does not exist. Python's mode `a`.
    public static final OpenOptions APPEND = new OpenOptions(FOR_WRITING.with(APPENDING, true));

    /// For writing a new file, which must not exist before. Python's mode `x`.
    public static final OpenOptions CREATE_NEW = new OpenOptions(FOR_WRITING.with(EXCLUSIVE, true));

    /// For reading and writing an existing file. Python's mode `r+`.
    public static final OpenOptions READ_WRITE = new OpenOptions(Settings.INITIAL.with(WRITING, true));

    private final Settings settings;

    private OpenOptions(Settings settings) {
        this.settings = settings;
        if (!isRead() && !isWrite()) {
            throw new IllegalArgumentException("a file is opened for reading or writing or both");
        }
        if (!isWrite() && (isAppend() || isTruncate())) {
            throw new IllegalArgumentException(
                    "a file that is not opened for writing cannot be " + (isAppend() ? "appended to" : "truncated"));
        }
        if (isExclusive() && !isCreate()) {
            throw new IllegalArgumentException("exclusive is about making the file, and so needs create");
        }
    }

    /// Whether the file can be read.
    ///
    /// @return whether it can
    public boolean isRead() {
        return settings.get(READING);
    }

    /// Returns these options with or without reading.
    ///
    /// @param on whether it can be read
    /// @return new options
    /// @throws IllegalArgumentException if the file could be neither read nor written
    public OpenOptions withRead(boolean on) {
        return new OpenOptions(settings.with(READING, on));
    }

    /// Whether the file can be written.
    ///
    /// @return whether it can
    public boolean isWrite() {
        return settings.get(WRITING);
    }

    /// Returns these options with or without writing.
    ///
    /// @param on whether it can be written
    /// @return new options
    /// @throws IllegalArgumentException if the file could be neither read nor written, or if it is appended to or
    ///     truncated but not written
    public OpenOptions withWrite(boolean on) {
        return new OpenOptions(settings.with(WRITING, on));
    }

    /// Whether every write appends to the file; the position of a write is then ignored.
    ///
    /// @return whether it does
    public boolean isAppend() {
        return settings.get(APPENDING);
    }

    /// Returns these options with or without appending.
    ///
    /// @param on whether every write appends
    /// @return new options
    /// @throws IllegalArgumentException if it is on for a file that is not written
    public OpenOptions withAppend(boolean on) {
        return new OpenOptions(settings.with(APPENDING, on));
    }

    /// Whether the file is created if it does not exist.
    ///
    /// @return whether it is
    public boolean isCreate() {
        return settings.get(CREATING);
    }

    /// Returns these options with or without creating the file.
    ///
    /// @param on whether the file is created if it does not exist
    /// @return new options
    /// @throws IllegalArgumentException if it is off while [#isExclusive] is on
    public OpenOptions withCreate(boolean on) {
        return new OpenOptions(settings.with(CREATING, on));
    }

    /// Whether opening fails if the file exists; only with [#isCreate].
    ///
    /// @return whether it fails
    public boolean isExclusive() {
        return settings.get(EXCLUSIVE);
    }

    /// Returns these options with or without failing if the file exists.
    ///
    /// @param on whether opening fails then
    /// @return new options
    /// @throws IllegalArgumentException if it is on without [#isCreate]
    public OpenOptions withExclusive(boolean on) {
        return new OpenOptions(settings.with(EXCLUSIVE, on));
    }

    /// Whether the file is truncated; only if it is written.
    ///
    /// @return whether it is
    public boolean isTruncate() {
        return settings.get(TRUNCATING);
    }

    /// Returns these options with or without truncating the file.
    ///
    /// @param on whether the file is truncated
    /// @return new options
    /// @throws IllegalArgumentException if it is on for a file that is not written
    public OpenOptions withTruncate(boolean on) {
        return new OpenOptions(settings.with(TRUNCATING, on));
    }

    /// Returns the permissions of a file that is created, reduced by the process's umask.
    ///
    /// @return the bits, such as 0666
    public int permissions() {
        return settings.get(PERMISSIONS);
    }

    /// Returns these options with other permissions of a file that is created.
    ///
    /// @param bits the bits, such as 0600
    /// @return new options
    /// @throws IllegalArgumentException for other bits than 07777
    public OpenOptions withPermissions(int bits) {
        if ((bits & ~PERMISSION_BITS) != 0) {
            throw new IllegalArgumentException("permissions are 0 to 07777, not 0" + Integer.toOctalString(bits));
        }
        return new OpenOptions(settings.with(PERMISSIONS, bits));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#READ].
    @Override
    public String toString() {
        return "OpenOptions" + settings;
    }
}
