package io.juvloop.internal.fs;

import io.juvloop.bindings.FsFlags;
import io.juvloop.bindings.LibUv;
import io.juvloop.files.CopyOption;
import io.juvloop.files.LinkKind;
import io.juvloop.files.OpenOptions;
import java.math.BigDecimal;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.time.Instant;

/// Converts arguments to libuv's form, and rejects those that libuv cannot take.
///
/// Any thread. Stateless.
final class FileArguments {
    private static final int PERMISSION_BITS = 07777;
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MICRO_DIGITS = 6;
    private static final int KEEPS_NANOS_SINCE = 52;
    private static final String TEMPLATE_END = "XXXXXX";

    private FileArguments() {}

    static int flags(OpenOptions options) {
        int access = options.isRead() ? options.isWrite() ? FsFlags.READ_WRITE : FsFlags.READ_ONLY : FsFlags.WRITE_ONLY;
        return access
                | FsFlags.NEVER_BLOCK
                | (options.isAppend() ? FsFlags.APPEND : 0)
                | (options.isCreate() ? FsFlags.CREATE : 0)
                | (options.isExclusive() ? FsFlags.EXCLUSIVE : 0)
                | (options.isTruncate() ? FsFlags.TRUNCATE : 0);
    }

    static int flags(CopyOption... options) {
        int flags = 0;
        for (CopyOption option : options) {
            flags |= switch (option) {
                case EXCLUSIVE -> FsFlags.COPY_EXCLUSIVE;
                case CLONE -> FsFlags.COPY_CLONE;
                case CLONE_FORCE -> FsFlags.COPY_CLONE_FORCE;
            };
        }
        return flags;
    }

    static int flags(LinkKind kind) {
        return switch (kind) {
            case FILE -> 0;
            case DIRECTORY -> FsFlags.LINK_TO_DIRECTORY;
            case JUNCTION -> FsFlags.LINK_JUNCTION;
        };
    }

    static int mode(AccessMode... modes) {
        int mode = 0;
        for (AccessMode each : modes) {
            mode |= switch (each) {
                case READ -> FsFlags.MAY_READ;
                case WRITE -> FsFlags.MAY_WRITE;
                case EXECUTE -> FsFlags.MAY_EXECUTE;
            };
        }
        return mode;
    }

    static int permissions(int bits) {
        if ((bits & ~PERMISSION_BITS) != 0) {
            throw new IllegalArgumentException("permissions are 0 to 07777, not 0" + Integer.toOctalString(bits));
        }
        return bits;
    }

    static Path template(Path path) {
        if (!path.toString().endsWith(TEMPLATE_END)) {
            throw new IllegalArgumentException("a template ends in " + TEMPLATE_END + ", not so " + path);
        }
        return path;
    }

    /// Converts a time to libuv's form: the double nearest to its microseconds that libuv does not round to the
    /// microsecond before. libuv truncates to microseconds towards 1970, or to nanoseconds from 1.52 on.
    static double seconds(Instant time) {
        BigDecimal exact = BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano() / NANOS_PER_MICRO, MICRO_DIGITS));
        boolean later = time.getEpochSecond() >= 0 || LibUv.isAtLeast(KEEPS_NANOS_SINCE);
        double nearest = exact.doubleValue();
        int side = new BigDecimal(nearest).compareTo(exact);
        if (later && side < 0) {
            return Math.nextUp(nearest);
        }
        return !later && side > 0 ? Math.nextDown(nearest) : nearest;
    }
}
