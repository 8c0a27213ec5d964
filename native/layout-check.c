/*
 * layout-check: prints what a C compiler thinks of the memory layouts and numbers that juvloop's Java code relies on,
 * one `key=value` a line, so that a test can compare the two. Names of fields are libuv's or POSIX's; `.offset` and
 * `.size` count bytes.
 *
 * With FACTS_IN_ASSEMBLY it is not to be run, which it cannot be for another system: the facts stand in the assembly
 * that the compiler writes, where cross-facts.sh finds them.
 */
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <uv.h>

#ifdef _WIN32
#include <afunix.h>
#else
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#endif
#ifdef __linux__
#include <netinet/tcp.h>
#include <sys/epoll.h>
#endif
#ifdef __APPLE__
#include <sys/event.h>
#endif

#ifdef FACTS_IN_ASSEMBLY
#define SHOW(key, value) __asm__ volatile(".ascii \"fact:" key "=%c0;\"" : : "i"((long long) (value)))
#define SHOW_RUNNING(key, value)
#else
#define SHOW(key, value) printf("%s=%lld\n", key, (long long) (value))
#define SHOW_RUNNING(key, value) SHOW(key, value)
#endif
#define SHOW_SIZE(type) SHOW("sizeof." #type, sizeof(type))
#define SHOW_FIELD(key, type, field)                     \
    do {                                                 \
        SHOW(key ".offset", offsetof(type, field));      \
        SHOW(key ".size", sizeof(((type *) 0)->field));  \
    } while (0)

static void show_buffer(void) {
    SHOW("uv_buf_t.size", sizeof(uv_buf_t));
    SHOW_FIELD("uv_buf_t.base", uv_buf_t, base);
    SHOW_FIELD("uv_buf_t.len", uv_buf_t, len);
}

static void show_socket_addresses(void) {
    SHOW_FIELD("sockaddr.family", struct sockaddr, sa_family);
    SHOW("sockaddr_storage.size", sizeof(struct sockaddr_storage));
    SHOW("sockaddr_in.size", sizeof(struct sockaddr_in));
    SHOW_FIELD("sockaddr_in.port", struct sockaddr_in, sin_port);
    SHOW_FIELD("sockaddr_in.addr", struct sockaddr_in, sin_addr);
    SHOW("sockaddr_in6.size", sizeof(struct sockaddr_in6));
    SHOW_FIELD("sockaddr_in6.port", struct sockaddr_in6, sin6_port);
    SHOW_FIELD("sockaddr_in6.flowinfo", struct sockaddr_in6, sin6_flowinfo);
    SHOW_FIELD("sockaddr_in6.addr", struct sockaddr_in6, sin6_addr);
    SHOW_FIELD("sockaddr_in6.scope_id", struct sockaddr_in6, sin6_scope_id);
    SHOW("sockaddr_un.size", sizeof(struct sockaddr_un));
    SHOW_FIELD("sockaddr_un.path", struct sockaddr_un, sun_path);
}

static void show_addrinfo(void) {
    SHOW("addrinfo.size", sizeof(struct addrinfo));
    SHOW_FIELD("addrinfo.flags", struct addrinfo, ai_flags);
    SHOW_FIELD("addrinfo.family", struct addrinfo, ai_family);
    SHOW_FIELD("addrinfo.socktype", struct addrinfo, ai_socktype);
    SHOW_FIELD("addrinfo.protocol", struct addrinfo, ai_protocol);
    SHOW_FIELD("addrinfo.addrlen", struct addrinfo, ai_addrlen);
    SHOW_FIELD("addrinfo.canonname", struct addrinfo, ai_canonname);
    SHOW_FIELD("addrinfo.addr", struct addrinfo, ai_addr);
    SHOW_FIELD("addrinfo.next", struct addrinfo, ai_next);
}

static void show_socket_constants(void) {
    SHOW("const.AF_UNSPEC", AF_UNSPEC);
    SHOW("const.AF_UNIX", AF_UNIX);
    SHOW("const.AF_INET", AF_INET);
    SHOW("const.AF_INET6", AF_INET6);
    SHOW("const.SOCK_STREAM", SOCK_STREAM);
    SHOW("const.SOCK_DGRAM", SOCK_DGRAM);
    SHOW("const.SOCK_RAW", SOCK_RAW);
    SHOW("const.SOCK_SEQPACKET", SOCK_SEQPACKET);
    SHOW("const.SOL_SOCKET", SOL_SOCKET);
    SHOW("const.SO_REUSEADDR", SO_REUSEADDR);
#ifdef SO_REUSEPORT /* not on Windows */
    SHOW("const.SO_REUSEPORT", SO_REUSEPORT);
#endif
#ifdef MSG_NOSIGNAL /* not on Windows; on macOS since 11 */
    SHOW("const.MSG_NOSIGNAL", MSG_NOSIGNAL);
#else
    SHOW("const.MSG_NOSIGNAL", 0);
#endif
#ifndef _WIN32
    SHOW("const.O_NONBLOCK", O_NONBLOCK);
    SHOW("const.F_DUPFD_CLOEXEC", F_DUPFD_CLOEXEC);
    SHOW("const.F_GETFD", F_GETFD);
    SHOW("const.F_SETFD", F_SETFD);
    SHOW("const.F_GETFL", F_GETFL);
    SHOW("const.F_SETFL", F_SETFL);
    SHOW("const.FD_CLOEXEC", FD_CLOEXEC);
    SHOW("const.EINPROGRESS", EINPROGRESS);
#endif
    SHOW("const.SO_KEEPALIVE", SO_KEEPALIVE);
    SHOW("const.SO_SNDBUF", SO_SNDBUF);
    SHOW("const.SO_RCVBUF", SO_RCVBUF);
    SHOW("const.SO_LINGER", SO_LINGER);
    SHOW("const.SO_ERROR", SO_ERROR);
    SHOW("const.SO_TYPE", SO_TYPE);
    SHOW("const.SO_ACCEPTCONN", SO_ACCEPTCONN);
    SHOW("const.IPPROTO_TCP", IPPROTO_TCP);
    SHOW("const.IPPROTO_UDP", IPPROTO_UDP);
    SHOW("const.IPPROTO_IPV6", IPPROTO_IPV6);
    SHOW("const.IPV6_V6ONLY", IPV6_V6ONLY);
    SHOW("const.AI_PASSIVE", AI_PASSIVE);
    SHOW("const.AI_CANONNAME", AI_CANONNAME);
    SHOW("const.AI_NUMERICHOST", AI_NUMERICHOST);
    SHOW("const.AI_NUMERICSERV", AI_NUMERICSERV);
    SHOW("const.AI_ALL", AI_ALL);
    SHOW("const.AI_V4MAPPED", AI_V4MAPPED);
    SHOW("const.AI_ADDRCONFIG", AI_ADDRCONFIG);
    SHOW("const.NI_NOFQDN", NI_NOFQDN);
    SHOW("const.NI_NUMERICHOST", NI_NUMERICHOST);
    SHOW("const.NI_NUMERICSERV", NI_NUMERICSERV);
    SHOW("const.NI_NAMEREQD", NI_NAMEREQD);
    SHOW("const.NI_DGRAM", NI_DGRAM);
}

static void show_message(void) {
#ifndef _WIN32
    SHOW("msghdr.size", sizeof(struct msghdr));
    SHOW_FIELD("msghdr.iov", struct msghdr, msg_iov);
    SHOW_FIELD("msghdr.iovlen", struct msghdr, msg_iovlen);
    SHOW("iovec.size", sizeof(struct iovec));
    SHOW_FIELD("iovec.base", struct iovec, iov_base);
    SHOW_FIELD("iovec.len", struct iovec, iov_len);
#endif
}

static void show_epoll(void) {
#ifdef __linux__
    SHOW("epoll_event.size", sizeof(struct epoll_event));
    SHOW_FIELD("epoll_event.events", struct epoll_event, events);
    SHOW_FIELD("epoll_event.data", struct epoll_event, data);
    SHOW("const.TCP_USER_TIMEOUT", TCP_USER_TIMEOUT);
    SHOW("const.EPOLLIN", EPOLLIN);
    SHOW("const.EPOLLOUT", EPOLLOUT);
    SHOW("const.EPOLLERR", EPOLLERR);
    SHOW("const.EPOLLHUP", EPOLLHUP);
    SHOW("const.EPOLL_CTL_ADD", EPOLL_CTL_ADD);
    SHOW("const.EPOLL_CTL_DEL", EPOLL_CTL_DEL);
    SHOW("const.EPOLL_CTL_MOD", EPOLL_CTL_MOD);
    SHOW("const.EPOLL_CLOEXEC", EPOLL_CLOEXEC);
#endif
}

static void show_kqueue(void) {
#ifdef __APPLE__
    SHOW("kevent.size", sizeof(struct kevent));
    SHOW_FIELD("kevent.ident", struct kevent, ident);
    SHOW_FIELD("kevent.filter", struct kevent, filter);
    SHOW_FIELD("kevent.flags", struct kevent, flags);
    SHOW_FIELD("kevent.fflags", struct kevent, fflags);
    SHOW_FIELD("kevent.data", struct kevent, data);
    SHOW_FIELD("kevent.udata", struct kevent, udata);
    SHOW("const.EVFILT_READ", EVFILT_READ);
    SHOW("const.EVFILT_WRITE", EVFILT_WRITE);
    SHOW("const.EV_ADD", EV_ADD);
    SHOW("const.EV_DELETE", EV_DELETE);
    SHOW("const.EV_RECEIPT", EV_RECEIPT);
    SHOW("const.EV_ERROR", EV_ERROR);
#endif
}

static void show_host_facts(void) {
    SHOW("uv_interface_address_t.size", sizeof(uv_interface_address_t));
    SHOW_FIELD("uv_interface_address_t.name", uv_interface_address_t, name);
    SHOW_FIELD("uv_interface_address_t.phys_addr", uv_interface_address_t, phys_addr);
    SHOW_FIELD("uv_interface_address_t.is_internal", uv_interface_address_t, is_internal);
    SHOW_FIELD("uv_interface_address_t.address", uv_interface_address_t, address);
    SHOW_FIELD("uv_interface_address_t.netmask", uv_interface_address_t, netmask);
    SHOW("uv_cpu_info_t.size", sizeof(uv_cpu_info_t));
    SHOW_FIELD("uv_cpu_info_t.model", uv_cpu_info_t, model);
    SHOW_FIELD("uv_cpu_info_t.speed", uv_cpu_info_t, speed);
    SHOW_FIELD("uv_cpu_info_t.user", uv_cpu_info_t, cpu_times.user);
    SHOW_FIELD("uv_cpu_info_t.irq", uv_cpu_info_t, cpu_times.irq);
    SHOW("uv_rusage_t.size", sizeof(uv_rusage_t));
    SHOW_FIELD("uv_rusage_t.utime", uv_rusage_t, ru_utime);
    SHOW_FIELD("uv_rusage_t.stime", uv_rusage_t, ru_stime);
    SHOW_FIELD("uv_rusage_t.maxrss", uv_rusage_t, ru_maxrss);
    SHOW_FIELD("uv_rusage_t.nivcsw", uv_rusage_t, ru_nivcsw);
    SHOW_FIELD("uv_timeval_t.usec", uv_timeval_t, tv_usec);
    SHOW("uv_passwd_t.size", sizeof(uv_passwd_t));
    SHOW_FIELD("uv_passwd_t.username", uv_passwd_t, username);
    SHOW_FIELD("uv_passwd_t.uid", uv_passwd_t, uid);
    SHOW_FIELD("uv_passwd_t.gid", uv_passwd_t, gid);
    SHOW_FIELD("uv_passwd_t.shell", uv_passwd_t, shell);
    SHOW_FIELD("uv_passwd_t.homedir", uv_passwd_t, homedir);
    SHOW("uv_utsname_t.size", sizeof(uv_utsname_t));
    SHOW_FIELD("uv_utsname_t.release", uv_utsname_t, release);
#if UV_VERSION_HEX >= ((1 << 16) | (45 << 8))
    SHOW("uv_group_t.size", sizeof(uv_group_t));
    SHOW_FIELD("uv_group_t.groupname", uv_group_t, groupname);
    SHOW_FIELD("uv_group_t.gid", uv_group_t, gid);
    SHOW_FIELD("uv_group_t.members", uv_group_t, members);
    SHOW("uv_metrics_t.size", sizeof(uv_metrics_t));
    SHOW_FIELD("uv_metrics_t.loop_count", uv_metrics_t, loop_count);
    SHOW_FIELD("uv_metrics_t.events", uv_metrics_t, events);
    SHOW_FIELD("uv_metrics_t.events_waiting", uv_metrics_t, events_waiting);
#endif
}

static void show_scalar_widths(void) {
    SHOW_SIZE(uv_os_sock_t);
    SHOW_SIZE(uv_os_fd_t);
    SHOW_SIZE(uv_file);
    SHOW_SIZE(uv_pid_t);
    SHOW_SIZE(uv_uid_t);
    SHOW_SIZE(uv_gid_t);
    SHOW_SIZE(int);
    SHOW_SIZE(long);
    SHOW_SIZE(size_t);
    SHOW("sizeof.pointer", sizeof(void *));
    SHOW_SIZE(uv_handle_type);
    SHOW_SIZE(uv_req_type);
    SHOW_SIZE(uv_run_mode);
}

/* What the library says at run time, and what its header said when this was compiled. */
static void show_handles_and_requests(void) {
    SHOW_RUNNING("loop.size", uv_loop_size());
    SHOW_SIZE(uv_loop_t);
    SHOW("uv_loop_t.data.offset", offsetof(uv_loop_t, data));
    SHOW("uv_handle_t.data.offset", offsetof(uv_handle_t, data));
    SHOW("uv_req_t.data.offset", offsetof(uv_req_t, data));
#define XX(upper, lower)                                        \
    SHOW("handle.type." #upper, UV_##upper);                    \
    SHOW_RUNNING("handle.size." #upper, uv_handle_size(UV_##upper)); \
    SHOW("sizeof.uv_" #lower "_t", sizeof(uv_##lower##_t));
    UV_HANDLE_TYPE_MAP(XX)
#undef XX
    SHOW("handle.type.UNKNOWN_HANDLE", UV_UNKNOWN_HANDLE);
    SHOW("handle.type.FILE", UV_FILE);
    SHOW("handle.type.HANDLE_TYPE_MAX", UV_HANDLE_TYPE_MAX);
#define XX(upper, lower)                                        \
    SHOW("req.type." #upper, UV_##upper);                       \
    SHOW_RUNNING("req.size." #upper, uv_req_size(UV_##upper)); \
    SHOW("sizeof.uv_" #lower "_t", sizeof(uv_##lower##_t));
    UV_REQ_TYPE_MAP(XX)
#undef XX
    SHOW("req.type.UNKNOWN_REQ", UV_UNKNOWN_REQ);
    SHOW("req.type.REQ_TYPE_MAX", UV_REQ_TYPE_MAX);
}

static void show_enums_and_flags(void) {
    SHOW("const.UV_RUN_DEFAULT", UV_RUN_DEFAULT);
    SHOW("const.UV_RUN_ONCE", UV_RUN_ONCE);
    SHOW("const.UV_RUN_NOWAIT", UV_RUN_NOWAIT);
    SHOW("const.UV_LOOP_BLOCK_SIGNAL", UV_LOOP_BLOCK_SIGNAL);
    SHOW("const.UV_METRICS_IDLE_TIME", UV_METRICS_IDLE_TIME);
    SHOW("const.UV_TCP_IPV6ONLY", UV_TCP_IPV6ONLY);
#if UV_VERSION_HEX >= ((1 << 16) | (49 << 8))
    SHOW("const.UV_LOOP_USE_IO_URING_SQPOLL", UV_LOOP_USE_IO_URING_SQPOLL);
    SHOW("const.UV_TCP_REUSEPORT", UV_TCP_REUSEPORT);
    SHOW("const.UV_UDP_REUSEPORT", UV_UDP_REUSEPORT);
#endif
#if UV_VERSION_HEX >= ((1 << 16) | (46 << 8))
    SHOW("const.UV_PIPE_NO_TRUNCATE", UV_PIPE_NO_TRUNCATE);
#endif
    SHOW("const.UV_UDP_IPV6ONLY", UV_UDP_IPV6ONLY);
    SHOW("const.UV_UDP_PARTIAL", UV_UDP_PARTIAL);
    SHOW("const.UV_UDP_REUSEADDR", UV_UDP_REUSEADDR);
    SHOW("const.UV_UDP_MMSG_CHUNK", UV_UDP_MMSG_CHUNK);
    SHOW("const.UV_UDP_MMSG_FREE", UV_UDP_MMSG_FREE);
    SHOW("const.UV_UDP_RECVMMSG", UV_UDP_RECVMMSG);
    SHOW("const.UV_READABLE", UV_READABLE);
    SHOW("const.UV_WRITABLE", UV_WRITABLE);
    SHOW("const.UV_DISCONNECT", UV_DISCONNECT);
    SHOW("const.UV_PRIORITIZED", UV_PRIORITIZED);
    SHOW("const.UV_NONBLOCK_PIPE", UV_NONBLOCK_PIPE);
}

static void show_files(void) {
    SHOW_SIZE(uv_stat_t);
    SHOW_FIELD("uv_stat_t.st_dev", uv_stat_t, st_dev);
    SHOW_FIELD("uv_stat_t.st_mode", uv_stat_t, st_mode);
    SHOW_FIELD("uv_stat_t.st_nlink", uv_stat_t, st_nlink);
    SHOW_FIELD("uv_stat_t.st_uid", uv_stat_t, st_uid);
    SHOW_FIELD("uv_stat_t.st_gid", uv_stat_t, st_gid);
    SHOW_FIELD("uv_stat_t.st_rdev", uv_stat_t, st_rdev);
    SHOW_FIELD("uv_stat_t.st_ino", uv_stat_t, st_ino);
    SHOW_FIELD("uv_stat_t.st_size", uv_stat_t, st_size);
    SHOW_FIELD("uv_stat_t.st_blksize", uv_stat_t, st_blksize);
    SHOW_FIELD("uv_stat_t.st_blocks", uv_stat_t, st_blocks);
    SHOW_FIELD("uv_stat_t.st_flags", uv_stat_t, st_flags);
    SHOW_FIELD("uv_stat_t.st_gen", uv_stat_t, st_gen);
    SHOW_FIELD("uv_stat_t.st_atim", uv_stat_t, st_atim);
    SHOW_FIELD("uv_stat_t.st_mtim", uv_stat_t, st_mtim);
    SHOW_FIELD("uv_stat_t.st_ctim", uv_stat_t, st_ctim);
    SHOW_FIELD("uv_stat_t.st_birthtim", uv_stat_t, st_birthtim);
    SHOW_FIELD("uv_timespec_t.tv_sec", uv_timespec_t, tv_sec);
    SHOW_FIELD("uv_timespec_t.tv_nsec", uv_timespec_t, tv_nsec);
    SHOW_FIELD("uv_statfs_t.f_type", uv_statfs_t, f_type);
    SHOW_FIELD("uv_statfs_t.f_bsize", uv_statfs_t, f_bsize);
    SHOW_FIELD("uv_statfs_t.f_blocks", uv_statfs_t, f_blocks);
    SHOW_FIELD("uv_statfs_t.f_bfree", uv_statfs_t, f_bfree);
    SHOW_FIELD("uv_statfs_t.f_bavail", uv_statfs_t, f_bavail);
    SHOW_FIELD("uv_statfs_t.f_files", uv_statfs_t, f_files);
    SHOW_FIELD("uv_statfs_t.f_ffree", uv_statfs_t, f_ffree);
    SHOW_SIZE(uv_dirent_t);
    SHOW_FIELD("uv_dirent_t.name", uv_dirent_t, name);
    SHOW_FIELD("uv_dirent_t.type", uv_dirent_t, type);
    SHOW_FIELD("uv_dir_t.dirents", uv_dir_t, dirents);
    SHOW_FIELD("uv_dir_t.nentries", uv_dir_t, nentries);
    SHOW("open.UV_FS_O_RDONLY", UV_FS_O_RDONLY);
    SHOW("open.UV_FS_O_WRONLY", UV_FS_O_WRONLY);
    SHOW("open.UV_FS_O_RDWR", UV_FS_O_RDWR);
    SHOW("open.UV_FS_O_APPEND", UV_FS_O_APPEND);
    SHOW("open.UV_FS_O_CREAT", UV_FS_O_CREAT);
    SHOW("open.UV_FS_O_TRUNC", UV_FS_O_TRUNC);
    SHOW("open.UV_FS_O_EXCL", UV_FS_O_EXCL);
}

static void show_processes(void) {
    SHOW("uv_process_options_t.size", sizeof(uv_process_options_t));
    SHOW_FIELD("uv_process_options_t.exit_cb", uv_process_options_t, exit_cb);
    SHOW_FIELD("uv_process_options_t.file", uv_process_options_t, file);
    SHOW_FIELD("uv_process_options_t.args", uv_process_options_t, args);
    SHOW_FIELD("uv_process_options_t.env", uv_process_options_t, env);
    SHOW_FIELD("uv_process_options_t.cwd", uv_process_options_t, cwd);
    SHOW_FIELD("uv_process_options_t.flags", uv_process_options_t, flags);
    SHOW_FIELD("uv_process_options_t.stdio_count", uv_process_options_t, stdio_count);
    SHOW_FIELD("uv_process_options_t.stdio", uv_process_options_t, stdio);
    SHOW_FIELD("uv_process_options_t.uid", uv_process_options_t, uid);
    SHOW_FIELD("uv_process_options_t.gid", uv_process_options_t, gid);
    SHOW("uv_stdio_container_t.size", sizeof(uv_stdio_container_t));
    SHOW_FIELD("uv_stdio_container_t.flags", uv_stdio_container_t, flags);
    SHOW_FIELD("uv_stdio_container_t.data", uv_stdio_container_t, data);
}

/* Those that the system has, by the name without SIG. */
static void show_signals(void) {
#ifdef SIGHUP
    SHOW("signal.HUP", SIGHUP);
#endif
#ifdef SIGINT
    SHOW("signal.INT", SIGINT);
#endif
#ifdef SIGQUIT
    SHOW("signal.QUIT", SIGQUIT);
#endif
#ifdef SIGILL
    SHOW("signal.ILL", SIGILL);
#endif
#ifdef SIGTRAP
    SHOW("signal.TRAP", SIGTRAP);
#endif
#ifdef SIGABRT
    SHOW("signal.ABRT", SIGABRT);
#endif
#ifdef SIGEMT
    SHOW("signal.EMT", SIGEMT);
#endif
#ifdef SIGBUS
    SHOW("signal.BUS", SIGBUS);
#endif
#ifdef SIGFPE
    SHOW("signal.FPE", SIGFPE);
#endif
#ifdef SIGKILL
    SHOW("signal.KILL", SIGKILL);
#endif
#ifdef SIGUSR1
    SHOW("signal.USR1", SIGUSR1);
#endif
#ifdef SIGSEGV
    SHOW("signal.SEGV", SIGSEGV);
#endif
#ifdef SIGUSR2
    SHOW("signal.USR2", SIGUSR2);
#endif
#ifdef SIGPIPE
    SHOW("signal.PIPE", SIGPIPE);
#endif
#ifdef SIGALRM
    SHOW("signal.ALRM", SIGALRM);
#endif
#ifdef SIGTERM
    SHOW("signal.TERM", SIGTERM);
#endif
#ifdef SIGSTKFLT
    SHOW("signal.STKFLT", SIGSTKFLT);
#endif
#ifdef SIGCHLD
    SHOW("signal.CHLD", SIGCHLD);
#endif
#ifdef SIGCONT
    SHOW("signal.CONT", SIGCONT);
#endif
#ifdef SIGSTOP
    SHOW("signal.STOP", SIGSTOP);
#endif
#ifdef SIGTSTP
    SHOW("signal.TSTP", SIGTSTP);
#endif
#ifdef SIGTTIN
    SHOW("signal.TTIN", SIGTTIN);
#endif
#ifdef SIGTTOU
    SHOW("signal.TTOU", SIGTTOU);
#endif
#ifdef SIGURG
    SHOW("signal.URG", SIGURG);
#endif
#ifdef SIGXCPU
    SHOW("signal.XCPU", SIGXCPU);
#endif
#ifdef SIGXFSZ
    SHOW("signal.XFSZ", SIGXFSZ);
#endif
#ifdef SIGVTALRM
    SHOW("signal.VTALRM", SIGVTALRM);
#endif
#ifdef SIGPROF
    SHOW("signal.PROF", SIGPROF);
#endif
#ifdef SIGWINCH
    SHOW("signal.WINCH", SIGWINCH);
#endif
#ifdef SIGIO
    SHOW("signal.IO", SIGIO);
#endif
#ifdef SIGPWR
    SHOW("signal.PWR", SIGPWR);
#endif
#ifdef SIGSYS
    SHOW("signal.SYS", SIGSYS);
#endif
#ifdef SIGINFO
    SHOW("signal.INFO", SIGINFO);
#endif
#ifdef SIGBREAK
    SHOW("signal.BREAK", SIGBREAK);
#endif
}

static void show_errors(void) {
#define XX(name, text) SHOW("error." #name, UV_##name);
    UV_ERRNO_MAP(XX)
#undef XX
}

static void show_versions(void) {
    SHOW("version.header", UV_VERSION_HEX);
#ifndef FACTS_IN_ASSEMBLY
    SHOW("version.library", uv_version());
    printf("version.header.string=%d.%d.%d\n", UV_VERSION_MAJOR, UV_VERSION_MINOR, UV_VERSION_PATCH);
    printf("version.library.string=%s\n", uv_version_string());
#endif
}

int main(void) {
    show_versions();
    show_buffer();
    show_socket_addresses();
    show_addrinfo();
    show_socket_constants();
    show_message();
    show_epoll();
    show_kqueue();
    show_host_facts();
    show_scalar_widths();
    show_handles_and_requests();
    show_enums_and_flags();
    show_files();
    show_processes();
    show_signals();
    show_errors();
    return 0;
}
