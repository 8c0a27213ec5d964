package io.juvloop.subprocess;

import java.nio.file.Path;
import java.util.Objects;

/// The source or target of a child's descriptor: asyncio's `stdin`, `stdout`, `stderr` and `pass_fds`.
///
/// Any thread. Immutable. A file is opened when the child is started, and closed in this process when the child
/// runs. See [subprocess](https://docs.python.org/3.13/library/subprocess.html#subprocess.DEVNULL).
public sealed interface Redirect {
    /// A pipe between the child and this process; asyncio's `PIPE`. In the child it is a socket, as always with
    /// libuv except on Windows: it can be read and written, but not reopened through `/dev/stdin`.
    Redirect PIPE = Standard.PIPE;

    /// The null device: reading it reaches the end at once, and data written to it is discarded; asyncio's
    /// `DEVNULL`.
    Redirect DEVNULL = Standard.DEVNULL;

    /// The descriptor of the same number in this process; asyncio's `None`.
    Redirect INHERIT = Standard.INHERIT;

    /// The target of the child's standard output; for its standard error only. asyncio's `STDOUT`.
    Redirect STDOUT = Standard.STDOUT;

    /// A descriptor of this process, which stays open here.
    ///
    /// @param descriptor the descriptor
    /// @return the redirect
    static Redirect fd(int descriptor) {
        return new Descriptor(descriptor);
    }

    /// A file to read from.
    ///
    /// @param path the path of an existing file
    /// @return the redirect
    static Redirect from(Path path) {
        return new File(path, FileUse.READ);
    }

    /// A file to write to, from its start; its previous contents are lost.
    ///
    /// @param path the path of a file, which is created if it does not exist
    /// @return the redirect
    static Redirect to(Path path) {
        return new File(path, FileUse.WRITE);
    }

    /// A file to append to.
    ///
    /// @param path the path of a file, which is created if it does not exist
    /// @return the redirect
    static Redirect append(Path path) {
        return new File(path, FileUse.APPEND);
    }

    /// The redirects without a parameter.
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
    /// @param number the descriptor
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

    /// The use of a file, which determines how it is opened.
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
    /// @param path the path of the file
    /// @param use the use of the file
    record File(Path path, FileUse use) implements Redirect {
        /// Checks that no component is null.
        public File {
            Objects.requireNonNull(path, "the path is null");
            Objects.requireNonNull(use, "the use is null");
        }
    }
}
