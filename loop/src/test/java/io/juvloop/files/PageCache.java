package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The pages of a file that are in memory, queried and changed by Python in a process of its own. Tests are
/// skipped without Python, or if the file system has no non-blocking reads, like `tmpfs`.
final class PageCache {
    private static final String PROGRAM = """
            import ctypes, mmap, os, sys, time
            what, path = sys.argv[1:]
            if not hasattr(os, 'RWF_NOWAIT'):
                print('unsupported')
                sys.exit()
            fd = os.open(path, os.O_RDWR)
            size = os.fstat(fd).st_size

            def resident(): # to ask by a read that does not wait would have the kernel read ahead
                pages = bytearray((size + mmap.PAGESIZE - 1) // mmap.PAGESIZE)
                with mmap.mmap(fd, size, mmap.MAP_PRIVATE) as mapped:
                    address = ctypes.c_char.from_buffer(mapped)
                    vector = (ctypes.c_ubyte * len(pages)).from_buffer(pages)
                    ctypes.CDLL(None).mincore(ctypes.c_void_p(ctypes.addressof(address)), ctypes.c_size_t(size), vector)
                    del address
                return any(page & 1 for page in pages)

            def drop(): # a page that another processor has just used stays for a while
                os.fsync(fd)
                for _ in range(100):
                    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
                    if not resident():
                        return 'dropped'
                    time.sleep(0.02)
                return 'kept'

            def fill():
                os.pread(fd, size, 0)
                try:
                    return 'cached' if os.preadv(fd, [bytearray(size)], 0, os.RWF_NOWAIT) == size else 'partial'
                except OSError:
                    return 'unsupported'

            print(drop() if what == 'drop' else fill())
            """;

    private PageCache() {}

    /// Loads all pages of a file.
    static void fill(Path path) throws IOException, InterruptedException {
        assumeTrue(run("fill", path).equals("cached"), "no file is read here without waiting");
    }

    /// Drops all pages of a file.
    static void drop(Path path) throws IOException, InterruptedException {
        assumeTrue(run("drop", path).equals("dropped"), "no file can be dropped from memory here");
    }

    private static String run(String what, Path path) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("python3", "-c", PROGRAM, what, path.toString()).start();
        } catch (IOException none) {
            assumeTrue(false, "there is no Python here: " + none.getMessage());
            throw none;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Reaped.exit(process)).as(errors).isZero();
        return said;
    }
}
