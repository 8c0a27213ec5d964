package io.juvloop.files;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import org.jspecify.annotations.Nullable;

/// How to open a file; the flags and the mode of `open(2)`.
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

    /// For reading what is there. Python's mode `r`.
    public static final OpenOptions READ = new OpenOptions(Settings.INITIAL);

    /// For writing, made or emptied first. Python's mode `w`.
    public static final OpenOptions WRITE = new OpenOptions(FOR_WRITING.with(TRUNCATING, true));

    /// For writing at the end, made if it is not there. Python's mode `a`.
    public static final OpenOptions APPEND = new OpenOptions(FOR_WRITING.with(APPENDING, true));

    /// For writing what was not there before. Python's mode `x`.
    public static final OpenOptions CREATE_NEW = new OpenOptions(FOR_WRITING.with(EXCLUSIVE, true));

    /// For reading and writing what is there. Python's mode `r+`.
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

    /// The same with or without reading.
    ///
    /// @param on whether it can be read
    /// @return new options
    /// @throws IllegalArgumentException if it can be neither read nor written
    public OpenOptions withRead(boolean on) {
        return new OpenOptions(settings.with(READING, on));
    }

    /// Whether the file can be written.
    ///
    /// @return whether it can
    public boolean isWrite() {
        return settings.get(WRITING);
    }

    /// The same with or without writing.
    ///
    /// @param on whether it can be written
    /// @return new options
    /// @throws IllegalArgumentException if it can be neither read nor written, or if it is to be appended to or
    ///   truncated but cannot be written
    public OpenOptions withWrite(boolean on) {
        return new OpenOptions(settings.with(WRITING, on));
    }

    /// Whether every write goes to the end, wherever that is then; the position of a write is not looked at.
    ///
    /// @return whether it does
    public boolean isAppend() {
        return settings.get(APPENDING);
    }

    /// The same with or without writing at the end only.
    ///
    /// @param on whether every write goes to the end
    /// @return new options
    /// @throws IllegalArgumentException if it is on for a file that cannot be written
    public OpenOptions withAppend(boolean on) {
        return new OpenOptions(settings.with(APPENDING, on));
    }

    /// Whether to make the file if it is not there.
    ///
    /// @return whether to make it
    public boolean isCreate() {
        return settings.get(CREATING);
    }

    /// The same with or without making the file.
    ///
    /// @param on whether to make it if it is not there
    /// @return new options
    /// @throws IllegalArgumentException if it is off for what is [#isExclusive]
    public OpenOptions withCreate(boolean on) {
        return new OpenOptions(settings.with(CREATING, on));
    }

    /// Whether to fail if the file is there; with [#isCreate] only.
    ///
    /// @return whether to fail
    public boolean isExclusive() {
        return settings.get(EXCLUSIVE);
    }

    /// The same with or without failing if the file is there.
    ///
    /// @param on whether to fail
    /// @return new options
    /// @throws IllegalArgumentException if it is on without [#isCreate]
    public OpenOptions withExclusive(boolean on) {
        return new OpenOptions(settings.with(EXCLUSIVE, on));
    }

    /// Whether to empty the file; if it can be written only.
    ///
    /// @return whether to empty it
    public boolean isTruncate() {
        return settings.get(TRUNCATING);
    }

    /// The same with or without emptying the file.
    ///
    /// @param on whether to empty it
    /// @return new options
    /// @throws IllegalArgumentException if it is on for a file that cannot be written
    public OpenOptions withTruncate(boolean on) {
        return new OpenOptions(settings.with(TRUNCATING, on));
    }

    /// The permissions of a file that is made, less what the process's umask takes away.
    ///
    /// @return bits such as 0666
    public int permissions() {
        return settings.get(PERMISSIONS);
    }

    /// The same with other permissions of a file that is made.
    ///
    /// @param bits such as 0600
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

    /// What differs from [#READ].
    @Override
    public String toString() {
        return "OpenOptions" + settings;
    }
}
