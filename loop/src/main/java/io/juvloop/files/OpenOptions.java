package io.juvloop.files;

/// How to open a file; the flags and the mode of `open(2)`.
///
/// Any thread. Immutable; made by changing one of the constants:
/// `OpenOptions.WRITE.withTruncate(true).withPermissions(0600)`. See
/// [uv_fs_open](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_open).
///
/// @param read whether it can be read
/// @param write whether it can be written
/// @param append whether every write goes to the end, wherever that is then; the position of a write is not
/// looked at
/// @param create whether to make the file if it is not there
/// @param exclusive whether to fail if it is there; with [#create] only
/// @param truncate whether to empty it; if it can be written only
/// @param permissions of a file that is made, less what the process's umask takes away
public record OpenOptions(
        boolean read,
        boolean write,
        boolean append,
        boolean create,
        boolean exclusive,
        boolean truncate,
        int permissions) {

    private static final int FOR_EVERYBODY = 0666;
    private static final int PERMISSION_BITS = 07777;

    /// For reading what is there. Python's mode `r`.
    public static final OpenOptions READ = new OpenOptions(true, false, false, false, false, false, FOR_EVERYBODY);

    /// For writing, made or emptied first. Python's mode `w`.
    public static final OpenOptions WRITE = new OpenOptions(false, true, false, true, false, true, FOR_EVERYBODY);

    /// For writing at the end, made if it is not there. Python's mode `a`.
    public static final OpenOptions APPEND = new OpenOptions(false, true, true, true, false, false, FOR_EVERYBODY);

    /// For writing what was not there before. Python's mode `x`.
    public static final OpenOptions CREATE_NEW = new OpenOptions(false, true, false, true, true, false, FOR_EVERYBODY);

    /// For reading and writing what is there. Python's mode `r+`.
    public static final OpenOptions READ_WRITE = new OpenOptions(true, true, false, false, false, false, FOR_EVERYBODY);

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException for what contradicts itself
    public OpenOptions {
        if (!read && !write) {
            throw new IllegalArgumentException("a file is opened for reading or writing or both");
        }
        if (!write && (append || truncate)) {
            throw new IllegalArgumentException(
                    "a file that is not opened for writing cannot be " + (append ? "appended to" : "truncated"));
        }
        if (exclusive && !create) {
            throw new IllegalArgumentException("exclusive is about making the file, and so needs create");
        }
        if ((permissions & ~PERMISSION_BITS) != 0) {
            throw new IllegalArgumentException(
                    "permissions are 0 to 07777, not 0" + Integer.toOctalString(permissions));
        }
    }

    /// The same with or without reading.
    ///
    /// @param on whether it can be read
    /// @return new options
    public OpenOptions withRead(boolean on) {
        return new OpenOptions(on, write, append, create, exclusive, truncate, permissions);
    }

    /// The same with or without writing.
    ///
    /// @param on whether it can be written
    /// @return new options
    public OpenOptions withWrite(boolean on) {
        return new OpenOptions(read, on, append, create, exclusive, truncate, permissions);
    }

    /// The same with or without writing at the end only.
    ///
    /// @param on whether every write goes to the end
    /// @return new options
    public OpenOptions withAppend(boolean on) {
        return new OpenOptions(read, write, on, create, exclusive, truncate, permissions);
    }

    /// The same with or without making the file.
    ///
    /// @param on whether to make it if it is not there
    /// @return new options
    public OpenOptions withCreate(boolean on) {
        return new OpenOptions(read, write, append, on, exclusive, truncate, permissions);
    }

    /// The same with or without failing if the file is there.
    ///
    /// @param on whether to fail
    /// @return new options
    public OpenOptions withExclusive(boolean on) {
        return new OpenOptions(read, write, append, create, on, truncate, permissions);
    }

    /// The same with or without emptying the file.
    ///
    /// @param on whether to empty it
    /// @return new options
    public OpenOptions withTruncate(boolean on) {
        return new OpenOptions(read, write, append, create, exclusive, on, permissions);
    }

    /// The same with other permissions of a file that is made.
    ///
    /// @param bits such as 0600
    /// @return new options
    public OpenOptions withPermissions(int bits) {
        return new OpenOptions(read, write, append, create, exclusive, truncate, bits);
    }
}
