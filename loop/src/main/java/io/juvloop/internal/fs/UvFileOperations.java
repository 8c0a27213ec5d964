package io.juvloop.internal.fs;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.FsFlags;
import io.juvloop.bindings.FsPaths;
import io.juvloop.bindings.FsRequest;
import io.juvloop.bindings.Platform;
import io.juvloop.files.AsyncDirectory;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.CopyOption;
import io.juvloop.files.DirectoryEntry;
import io.juvloop.files.FileOperations;
import io.juvloop.files.FileStat;
import io.juvloop.files.FileSystemStat;
import io.juvloop.files.LinkKind;
import io.juvloop.files.OpenOptions;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.task.Tasks;
import java.nio.charset.Charset;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// File operations on libuv: checks the arguments and begins the operation.
///
/// Thread rule and lifetime: see [FileOperations].
public abstract class UvFileOperations implements FileOperations {
    private final LoopFileSystem fs;

    protected UvFileOperations(LoopCore core, Tasks tasks) {
        this.fs = new LoopFileSystem(core, tasks);
    }

    /// A function of libuv's on one path.
    @FunctionalInterface
    private interface Call {
        void begin(FsRequest request, FsRequest.Answer answer, byte[] path);
    }

    /// A libuv function of two paths.
    @FunctionalInterface
    private interface TwoPathCall {
        void begin(FsRequest request, FsRequest.Answer answer, byte[] path, byte[] other);
    }

    private <T> CompletableFuture<T> ask(
            String operation, Path path, Function<FsRequest, @Nullable T> reading, Call call) {
        byte[] name = name(path);
        return new PathFuture<>(fs, operation, path, null, reading)
                .begin((request, answer) -> call.begin(request, answer, name));
    }

    private CompletableFuture<Void> change(String operation, Path path, Call call) {
        return ask(operation, path, request -> null, call);
    }

    private CompletableFuture<Void> change(String operation, Path path, Path other, TwoPathCall call) {
        byte[] name = name(path);
        byte[] second = name(other);
        return new PathFuture<Void>(fs, operation, path, other, request -> null)
                .begin((request, answer) -> call.begin(request, answer, name, second));
    }

    private <T> CompletableFuture<T> opening(String operation, Path path, OpeningFuture.Making<T> making, Call call) {
        byte[] name = name(path);
        return new OpeningFuture<>(fs, operation, path, making)
                .begin((request, answer) -> call.begin(request, answer, name));
    }

    /// Converts a path; every operation passes through here, so the thread is checked here.
    private byte[] name(Path path) {
        fs.core().checkUsable();
        return FileNames.toBytes(Objects.requireNonNull(path, "the path is null"));
    }

    // --- Opening

    @Override
    public CompletableFuture<AsyncFile> open(Path path, OpenOptions options) {
        int flags = FileArguments.flags(options);
        return options.isRead() || Platform.current().isWindows()
                ? open(path, flags, options.permissions())
                : new OpenWhenRead(fs, path, () -> open(path, flags, options.permissions()), () -> stat(path)).begin();
    }

    private CompletableFuture<AsyncFile> open(Path path, int flags, int permissions) {
        return opening(
                "uv_fs_open",
                path,
                (request, descriptor) -> new OpenFile(fs, path, descriptor),
                (request, answer, name) -> FsPaths.open(request, answer, name, flags, permissions));
    }

    @Override
    public CompletableFuture<AsyncFile> mkstemp(Path template) {
        return opening(
                "uv_fs_mkstemp",
                FileArguments.template(template),
                (request, descriptor) -> new OpenFile(fs, FileNames.toPath(request.path()), descriptor),
                FsPaths::mkstemp);
    }

    @Override
    public CompletableFuture<AsyncDirectory> opendir(Path path) {
        return opening(
                "uv_fs_opendir",
                path,
                (request, result) -> new OpenDirectory(fs, path, request.directory()),
                FsPaths::opendir);
    }

    // --- Whole files

    @Override
    public CompletableFuture<byte[]> readAllBytes(Path path) {
        ReadWholeFile sequence = new ReadWholeFile(fs.core(), path);
        sequence.begin(open(path, OpenOptions.READ));
        return sequence;
    }

    @Override
    public CompletableFuture<String> readString(Path path, Charset charset) {
        ReadText sequence = new ReadText(fs.core(), Objects.requireNonNull(charset, "the charset is null"));
        sequence.begin(readAllBytes(path));
        return sequence;
    }

    @Override
    public CompletableFuture<Void> write(Path path, byte[] content, OpenOptions options) {
        WriteWholeFile sequence = new WriteWholeFile(fs.core(), Objects.requireNonNull(content, "the content is null"));
        sequence.begin(open(path, options));
        return sequence;
    }

    @Override
    public CompletableFuture<Void> copyfile(Path source, Path target, CopyOption... options) {
        Objects.requireNonNull(source, "the source is null");
        Objects.requireNonNull(target, "the target is null");
        if (!Platform.current().isLinux()) {
            return copyfile(source, target, FileArguments.flags(options));
        }
        List<CopyOption> wanted = List.of(options);
        boolean exclusive = wanted.contains(CopyOption.EXCLUSIVE);
        boolean only = wanted.contains(CopyOption.CLONE_FORCE);
        CopyFile copy = new CopyFile(this, fs, source, target, exclusive);
        if (!only && !wanted.contains(CopyOption.CLONE)) {
            return copy.begin();
        }
        int flags = FsFlags.COPY_CLONE_FORCE | (exclusive ? FsFlags.COPY_EXCLUSIVE : 0);
        return copy.clone(() -> copyfile(source, target, flags), only);
    }

    private CompletableFuture<Void> copyfile(Path source, Path target, int flags) {
        return change(
                "uv_fs_copyfile",
                source,
                target,
                (request, answer, name, other) -> FsPaths.copyfile(request, answer, name, other, flags));
    }

    // --- Paths

    @Override
    public CompletableFuture<Void> rename(Path source, Path target) {
        return change("uv_fs_rename", source, target, FsPaths::rename);
    }

    @Override
    public CompletableFuture<Void> unlink(Path path) {
        return change("uv_fs_unlink", path, FsPaths::unlink);
    }

    @Override
    public CompletableFuture<Void> link(Path existing, Path link) {
        return change("uv_fs_link", existing, link, FsPaths::link);
    }

    @Override
    public CompletableFuture<Void> symlink(Path target, Path link, LinkKind kind) {
        int flags = FileArguments.flags(kind);
        return change(
                "uv_fs_symlink",
                target,
                link,
                (request, answer, name, other) -> FsPaths.symlink(request, answer, name, other, flags));
    }

    @Override
    public CompletableFuture<Path> readlink(Path link) {
        return ask("uv_fs_readlink", link, request -> FileNames.toPath(request.target()), FsPaths::readlink);
    }

    @Override
    public CompletableFuture<Path> realpath(Path path) {
        return ask("uv_fs_realpath", path, request -> FileNames.toPath(request.target()), FsPaths::realpath);
    }

    // --- Directories

    @Override
    public CompletableFuture<Void> mkdir(Path path, int permissions) {
        int mode = FileArguments.permissions(permissions);
        return change("uv_fs_mkdir", path, (request, answer, name) -> FsPaths.mkdir(request, answer, name, mode));
    }

    @Override
    public CompletableFuture<Void> mkdirs(Path path) {
        MakeDirectories sequence = new MakeDirectories(fs.core(), this, path);
        sequence.begin();
        return sequence;
    }

    @Override
    public CompletableFuture<Path> mkdtemp(Path template) {
        return ask(
                "uv_fs_mkdtemp",
                FileArguments.template(template),
                request -> FileNames.toPath(request.path()),
                FsPaths::mkdtemp);
    }

    @Override
    public CompletableFuture<Void> rmdir(Path path) {
        return change("uv_fs_rmdir", path, FsPaths::rmdir);
    }

    @Override
    public CompletableFuture<List<DirectoryEntry>> scandir(Path path) {
        return ask("uv_fs_scandir", path, request -> DirectoryEntries.of(request.scanned()), FsPaths::scandir);
    }

    // --- Status

    @Override
    public CompletableFuture<FileStat> stat(Path path) {
        return ask("uv_fs_stat", path, request -> FileStats.of(request.status()), FsPaths::stat);
    }

    @Override
    public CompletableFuture<FileStat> lstat(Path path) {
        return ask("uv_fs_lstat", path, request -> FileStats.of(request.status()), FsPaths::lstat);
    }

    @Override
    public CompletableFuture<FileSystemStat> statfs(Path path) {
        return ask("uv_fs_statfs", path, request -> FileStats.of(request.fileSystemStatus()), FsPaths::statfs);
    }

    @Override
    public CompletableFuture<Void> access(Path path, AccessMode... modes) {
        int mode = FileArguments.mode(modes);
        return change("uv_fs_access", path, (request, answer, name) -> FsPaths.access(request, answer, name, mode));
    }

    @Override
    public CompletableFuture<Void> chmod(Path path, int permissions) {
        int mode = FileArguments.permissions(permissions);
        return change("uv_fs_chmod", path, (request, answer, name) -> FsPaths.chmod(request, answer, name, mode));
    }

    @Override
    public CompletableFuture<Void> chown(Path path, int uid, int gid) {
        return change("uv_fs_chown", path, (request, answer, name) -> FsPaths.chown(request, answer, name, uid, gid));
    }

    @Override
    public CompletableFuture<Void> lchown(Path path, int uid, int gid) {
        return change("uv_fs_lchown", path, (request, answer, name) -> FsPaths.lchown(request, answer, name, uid, gid));
    }

    @Override
    public CompletableFuture<Void> utime(Path path, Instant atime, Instant mtime) {
        double accessed = FileArguments.seconds(atime);
        double modified = FileArguments.seconds(mtime);
        return change(
                "uv_fs_utime",
                path,
                (request, answer, name) -> FsPaths.utime(request, answer, name, accessed, modified));
    }

    @Override
    public CompletableFuture<Void> lutime(Path path, Instant atime, Instant mtime) {
        double accessed = FileArguments.seconds(atime);
        double modified = FileArguments.seconds(mtime);
        return change(
                "uv_fs_lutime",
                path,
                (request, answer, name) -> FsPaths.lutime(request, answer, name, accessed, modified));
    }
}
