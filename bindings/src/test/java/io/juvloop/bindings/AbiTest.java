package io.juvloop.bindings;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.LayoutCheck;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Every platform fact that is written down in Java, compared with the C compiler's value on this machine.
class AbiTest {
    private static final Set<String> ONLY_ON_UNIX = Set.of(
            "const.SO_REUSEPORT",
            "const.O_NONBLOCK",
            "const.F_DUPFD_CLOEXEC",
            "const.EINPROGRESS",
            "msghdr.size",
            "msghdr.iov.offset",
            "msghdr.iovlen.offset");

    /// The systems that a fact applies to; a fact that is not listed applies to all.
    private static final Map<String, String> ONLY_ON =
            Map.of("EPOLL", "linux", "KEVENT_", "osx", "EV", "osx", "TCP_USER_TIMEOUT", "linux");

    static final Map<String, String> KEYS = Map.ofEntries(
            entry("BUF_BASE", "uv_buf_t.base.offset"),
            entry("BUF_LEN", "uv_buf_t.len.offset"),
            entry("BUF_LEN_BYTES", "uv_buf_t.len.size"),
            entry("BUF_SIZE", "uv_buf_t.size"),
            entry("DATA", "uv_handle_t.data.offset"),
            entry("SOCKADDR_FAMILY", "sockaddr.family.offset"),
            entry("SOCKADDR_FAMILY_BYTES", "sockaddr.family.size"),
            entry("SOCKADDR_PORT", "sockaddr_in.port.offset"),
            entry("SOCKADDR_IN_ADDRESS", "sockaddr_in.addr.offset"),
            entry("SOCKADDR_IN_SIZE", "sockaddr_in.size"),
            entry("SOCKADDR_IN6_FLOWINFO", "sockaddr_in6.flowinfo.offset"),
            entry("SOCKADDR_IN6_ADDRESS", "sockaddr_in6.addr.offset"),
            entry("SOCKADDR_IN6_SCOPE", "sockaddr_in6.scope_id.offset"),
            entry("SOCKADDR_IN6_SIZE", "sockaddr_in6.size"),
            entry("SOCKADDR_STORAGE_SIZE", "sockaddr_storage.size"),
            entry("SUN_PATH", "sockaddr_un.path.offset"),
            entry("SUN_PATH_BYTES", "sockaddr_un.path.size"),
            entry("AF_UNSPEC", "const.AF_UNSPEC"),
            entry("AF_UNIX", "const.AF_UNIX"),
            entry("AF_INET", "const.AF_INET"),
            entry("AF_INET6", "const.AF_INET6"),
            entry("SOCK_STREAM", "const.SOCK_STREAM"),
            entry("IPPROTO_TCP", "const.IPPROTO_TCP"),
            entry("SOL_SOCKET", "const.SOL_SOCKET"),
            entry("SO_REUSEADDR", "const.SO_REUSEADDR"),
            entry("SO_REUSEPORT", "const.SO_REUSEPORT"),
            entry("SO_TYPE", "const.SO_TYPE"),
            entry("SO_ERROR", "const.SO_ERROR"),
            entry("SO_ACCEPTCONN", "const.SO_ACCEPTCONN"),
            entry("IPPROTO_IPV6", "const.IPPROTO_IPV6"),
            entry("IPV6_V6ONLY", "const.IPV6_V6ONLY"),
            entry("TCP_USER_TIMEOUT", "const.TCP_USER_TIMEOUT"),
            entry("SOCK_DGRAM", "const.SOCK_DGRAM"),
            entry("SOCK_RAW", "const.SOCK_RAW"),
            entry("SOCK_SEQPACKET", "const.SOCK_SEQPACKET"),
            entry("AI_PASSIVE", "const.AI_PASSIVE"),
            entry("AI_CANONNAME", "const.AI_CANONNAME"),
            entry("AI_NUMERICHOST", "const.AI_NUMERICHOST"),
            entry("AI_NUMERICSERV", "const.AI_NUMERICSERV"),
            entry("AI_ALL", "const.AI_ALL"),
            entry("AI_V4MAPPED", "const.AI_V4MAPPED"),
            entry("AI_ADDRCONFIG", "const.AI_ADDRCONFIG"),
            entry("NI_NOFQDN", "const.NI_NOFQDN"),
            entry("NI_NUMERICHOST", "const.NI_NUMERICHOST"),
            entry("NI_NUMERICSERV", "const.NI_NUMERICSERV"),
            entry("NI_NAMEREQD", "const.NI_NAMEREQD"),
            entry("NI_DGRAM", "const.NI_DGRAM"),
            entry("MSG_NOSIGNAL", "const.MSG_NOSIGNAL"),
            entry("O_NONBLOCK", "const.O_NONBLOCK"),
            entry("F_DUPFD_CLOEXEC", "const.F_DUPFD_CLOEXEC"),
            entry("EINPROGRESS", "const.EINPROGRESS"),
            entry("ADDRINFO_FLAGS", "addrinfo.flags.offset"),
            entry("ADDRINFO_FAMILY", "addrinfo.family.offset"),
            entry("ADDRINFO_SOCKTYPE", "addrinfo.socktype.offset"),
            entry("ADDRINFO_PROTOCOL", "addrinfo.protocol.offset"),
            entry("ADDRINFO_ADDR", "addrinfo.addr.offset"),
            entry("ADDRINFO_CANONNAME", "addrinfo.canonname.offset"),
            entry("ADDRINFO_NEXT", "addrinfo.next.offset"),
            entry("ADDRINFO_SIZE", "addrinfo.size"),
            entry("ID_BYTES", "sizeof.uv_uid_t"),
            entry("STAT_DEV", "uv_stat_t.st_dev.offset"),
            entry("STAT_MODE", "uv_stat_t.st_mode.offset"),
            entry("STAT_NLINK", "uv_stat_t.st_nlink.offset"),
            entry("STAT_UID", "uv_stat_t.st_uid.offset"),
            entry("STAT_GID", "uv_stat_t.st_gid.offset"),
            entry("STAT_RDEV", "uv_stat_t.st_rdev.offset"),
            entry("STAT_INO", "uv_stat_t.st_ino.offset"),
            entry("STAT_SIZE", "uv_stat_t.st_size.offset"),
            entry("STAT_BLKSIZE", "uv_stat_t.st_blksize.offset"),
            entry("STAT_BLOCKS", "uv_stat_t.st_blocks.offset"),
            entry("STAT_FLAGS", "uv_stat_t.st_flags.offset"),
            entry("STAT_GEN", "uv_stat_t.st_gen.offset"),
            entry("STAT_ATIM", "uv_stat_t.st_atim.offset"),
            entry("STAT_MTIM", "uv_stat_t.st_mtim.offset"),
            entry("STAT_CTIM", "uv_stat_t.st_ctim.offset"),
            entry("STAT_BIRTHTIM", "uv_stat_t.st_birthtim.offset"),
            entry("STAT_BYTES", "sizeof.uv_stat_t"),
            entry("TIMESPEC_HALF", "uv_timespec_t.tv_nsec.offset"),
            entry("STATFS_TYPE", "uv_statfs_t.f_type.offset"),
            entry("STATFS_BSIZE", "uv_statfs_t.f_bsize.offset"),
            entry("STATFS_BLOCKS", "uv_statfs_t.f_blocks.offset"),
            entry("STATFS_BFREE", "uv_statfs_t.f_bfree.offset"),
            entry("STATFS_BAVAIL", "uv_statfs_t.f_bavail.offset"),
            entry("STATFS_FILES", "uv_statfs_t.f_files.offset"),
            entry("STATFS_FFREE", "uv_statfs_t.f_ffree.offset"),
            entry("DIRENT_NAME", "uv_dirent_t.name.offset"),
            entry("DIRENT_TYPE", "uv_dirent_t.type.offset"),
            entry("DIRENT_SIZE", "sizeof.uv_dirent_t"),
            entry("DIR_DIRENTS", "uv_dir_t.dirents.offset"),
            entry("DIR_NENTRIES", "uv_dir_t.nentries.offset"),
            entry("O_RDONLY", "open.UV_FS_O_RDONLY"),
            entry("O_WRONLY", "open.UV_FS_O_WRONLY"),
            entry("O_RDWR", "open.UV_FS_O_RDWR"),
            entry("O_APPEND", "open.UV_FS_O_APPEND"),
            entry("O_CREAT", "open.UV_FS_O_CREAT"),
            entry("O_TRUNC", "open.UV_FS_O_TRUNC"),
            entry("O_EXCL", "open.UV_FS_O_EXCL"),
            entry("EINTR", "error.EINTR"),
            entry("MSGHDR_IOV", "msghdr.iov.offset"),
            entry("MSGHDR_IOVLEN", "msghdr.iovlen.offset"),
            entry("MSGHDR_SIZE", "msghdr.size"),
            entry("EPOLL_EVENT_SIZE", "epoll_event.size"),
            entry("EPOLL_EVENT_DATA", "epoll_event.data.offset"),
            entry("EPOLLIN", "const.EPOLLIN"),
            entry("EPOLLOUT", "const.EPOLLOUT"),
            entry("EPOLLERR", "const.EPOLLERR"),
            entry("EPOLLHUP", "const.EPOLLHUP"),
            entry("EPOLL_CTL_ADD", "const.EPOLL_CTL_ADD"),
            entry("EPOLL_CTL_DEL", "const.EPOLL_CTL_DEL"),
            entry("EPOLL_CTL_MOD", "const.EPOLL_CTL_MOD"),
            entry("EPOLL_CLOEXEC", "const.EPOLL_CLOEXEC"),
            entry("KEVENT_IDENT", "kevent.ident.offset"),
            entry("KEVENT_FILTER", "kevent.filter.offset"),
            entry("KEVENT_FLAGS", "kevent.flags.offset"),
            entry("KEVENT_FFLAGS", "kevent.fflags.offset"),
            entry("KEVENT_DATA", "kevent.data.offset"),
            entry("KEVENT_UDATA", "kevent.udata.offset"),
            entry("KEVENT_SIZE", "kevent.size"),
            entry("EVFILT_READ", "const.EVFILT_READ"),
            entry("EVFILT_WRITE", "const.EVFILT_WRITE"),
            entry("EV_ADD", "const.EV_ADD"),
            entry("EV_DELETE", "const.EV_DELETE"),
            entry("EV_RECEIPT", "const.EV_RECEIPT"),
            entry("EV_ERROR", "const.EV_ERROR"),
            entry("OS_SOCKET_BYTES", "sizeof.uv_os_sock_t"),
            entry("OS_FD_BYTES", "sizeof.uv_os_fd_t"));

    @Test
    void everyFactIsCompared() {
        assertThat(facts().keySet()).isEqualTo(KEYS.keySet());
    }

    @Test
    void factsAreThoseOfTheCompiler() throws IOException, InterruptedException {
        Map<String, String> said = new TreeMap<>(LayoutCheck.facts());
        Map<String, Integer> ours = facts();
        assertThat(said).containsKeys("uv_buf_t.size", "sockaddr_in6.size", "addrinfo.size");
        KEYS.forEach((fact, key) -> {
            boolean onlyOnUnix =
                    ONLY_ON_UNIX.contains(key) && Platform.current().isWindows();
            if (!onlyOnUnix && isOfThisSystem(fact)) {
                assertThat(said.get(key)).as(fact).isEqualTo(String.valueOf(ours.get(fact)));
            }
        });
    }

    private static boolean isOfThisSystem(String fact) {
        return ONLY_ON.entrySet().stream()
                .filter(only -> fact.startsWith(only.getKey()))
                .allMatch(only -> only.getValue().equals(Platform.current().os()));
    }

    @Test
    void dataComesFirstInHandlesAndRequestsAndLoops() throws IOException, InterruptedException {
        assertThat(LayoutCheck.facts())
                .containsEntry("uv_handle_t.data.offset", "" + Abi.DATA)
                .containsEntry("uv_req_t.data.offset", "" + Abi.DATA)
                .containsEntry("uv_loop_t.data.offset", "" + Abi.DATA);
    }

    @Test
    void aBufferOfLibuvIsAnIovec() throws IOException, InterruptedException {
        Map<String, String> said = LayoutCheck.facts();
        if (!Platform.current().isWindows()) {
            assertThat(said)
                    .containsEntry("iovec.base.offset", "" + Abi.BUF_BASE)
                    .containsEntry("iovec.len.offset", "" + Abi.BUF_LEN)
                    .containsEntry("iovec.size", "" + Abi.BUF_SIZE);
        }
    }

    @Test
    void portsAndScopesAreAsWideAsTheyAreRead() throws IOException, InterruptedException {
        assertThat(LayoutCheck.facts())
                .containsEntry("sockaddr_in.port.size", "2")
                .containsEntry("sockaddr_in6.port.offset", "" + Abi.SOCKADDR_PORT)
                .containsEntry("sockaddr_in6.port.size", "2")
                .containsEntry("sockaddr_in.addr.size", "4")
                .containsEntry("sockaddr_in6.addr.size", "16")
                .containsEntry("sockaddr_in6.scope_id.size", "4")
                .containsEntry("sizeof.pointer", "8");
    }

    private static Map<String, Integer> facts() {
        Map<String, Integer> facts = new TreeMap<>();
        Arrays.stream(Abi.class.getDeclaredFields())
                .filter(field -> field.getType() == int.class)
                .forEach(field -> facts.put(field.getName(), valueOf(field)));
        return facts;
    }

    private static int valueOf(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(field + " is private", hidden);
        }
    }
}
