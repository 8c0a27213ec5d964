package io.juvloop.subprocess;

import java.nio.file.Path;
import java.util.Objects;

/// Where a descriptor of a child leads: asyncio's `stdin`, `stdout`, `stderr` and `pass_fds`.
///
/// Any thread. Immutable. A file is opened when the child is started, and closed here when it runs. See
/// [subprocess](https://docs.python.org/3.13/library/subprocess.html#subprocess.DEVNULL).
public sealed interface Redirect {
    /// A pipe between the child and this process; asyncio's `PIPE`. For the child it is a socket, as with libuv
    /// everywhere but on Windows: to be read and written, not to be opened again by `/dev/stdin`.
    Redirect PIPE = Standard.PIPE;

    /// Nowhere: at the end when read, lost when written; asyncio's `DEVNULL`.
    Redirect DEVNULL = Standard.DEVNULL;

    /// The same as the descriptor of that number in this process; asyncio's `None`.
    Redirect INHERIT = Standard.INHERIT;

    /// Where the child's standard output leads; for its standard error alone. asyncio's `STDOUT`.
    Redirect STDOUT = Standard.STDOUT;

    /// A descriptor of this process, which stays open here.
    ///
    /// @param descriptor its number
    /// @return the redirect
    static Redirect fd(int descriptor) {
        return new Descriptor(descriptor);
    }

    /// A file to read from.
    ///
    /// @param path of a file that is there
    /// @return the redirect
    static Redirect from(Path path) {
        return new File(path, FileUse.READ);
    }

    /// A file to write to, from its start; what was in it is lost.
    ///
    /// @param path of a file, which is made if it is not there
    /// @return the redirect
    static Redirect to(Path path) {
        return new File(path, FileUse.WRITE);
    }

    /// A file to write to, at its end.
    ///
    /// @param path of a file, which is made if it is not there
    /// @return the redirect
    static Redirect append(Path path) {
        return new File(path, FileUse.APPEND);
    }

    /// Those that need nothing more.
    enum Standard implements Redirect {
        /// See [Redirect#PIPE].
        PIPE,
        /// See [Redirect#DEVNULL].
        DEVNULL,
        /// See [Redirect#INHERIT].
        INHERIT,
        /// See [Redirect#STDOUT].
        STDOUT
    }

    /// A descriptor of this process, see [Redirect#fd].
    ///
    /// @param number of it
    record Descriptor(int number) implements Redirect {
        /// Checks the number.
        ///
        /// @throws IllegalArgumentException if it is negative
        public Descriptor {
            if (number < 0) {
                throw new IllegalArgumentException("the descriptor is negative: " + number);
            }
        }
    }

    /// What a file is opened for.
    enum FileUse {
        /// See [Redirect#from].
        READ,
        /// See [Redirect#to].
        WRITE,
        /// See [Redirect#append].
        APPEND
    }

    /// A file, see [Redirect#from], [Redirect#to] and [Redirect#append].
    ///
    /// @param path of it
    /// @param use what it is opened for
    record File(Path path, FileUse use) implements Redirect {
        /// Checks that no component is null.
        public File {
            Objects.requireNonNull(path, "the path is null");
            Objects.requireNonNull(use, "the use is null");
        }
    }
}
