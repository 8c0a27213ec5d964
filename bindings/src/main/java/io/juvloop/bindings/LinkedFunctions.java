package io.juvloop.bindings;

import java.util.List;
import java.util.stream.Stream;

/// The functions that each area of [Linking] links: the generated ones by libuv's names, and our own by the classes
/// that hold their handles. `LinkingTest` compares both with the compiled classes.
///
/// Any thread. Stateless, and without an initialiser: see [Linking].
final class LinkedFunctions {
    private LinkedFunctions() {}

    /// The generated functions of an area; a libuv that is too old may lack some.
    static List<String> of(int area) {
        String names = switch (area) {
            case Linking.LOOP -> loop();
            case Linking.STREAMS -> streams();
            case Linking.DATAGRAMS -> datagrams();
            case Linking.FILES -> files();
            case Linking.POOL -> "uv_getaddrinfo uv_freeaddrinfo uv_getnameinfo uv_random uv_cancel";
            case Linking.PROCESSES -> "uv_spawn uv_process_get_pid uv_process_kill";
            case Linking.WATCHES ->
                "uv_signal_init uv_signal_start uv_signal_stop uv_fs_event_init uv_fs_event_start "
                        + "uv_fs_poll_init uv_fs_poll_start";
            case Linking.TERMINALS ->
                "uv_guess_handle uv_tty_init uv_tty_set_mode uv_tty_reset_mode uv_tty_get_winsize";
            case Linking.HOST -> host();
            case Linking.THREADS ->
                "uv_cpumask_size uv_thread_getaffinity uv_thread_setaffinity uv_thread_getcpu uv_thread_setname";
            case Linking.DESCRIPTORS -> descriptors();
            default -> throw new IllegalArgumentException("no area: " + area);
        };
        return List.of(names.split(" "));
    }

    private static String loop() {
        return "uv_timer_stop uv_handle_get_type";
    }

    private static String descriptors() {
        return "uv_recv_buffer_size uv_send_buffer_size uv_prepare_init uv_pipe "
                + "uv_socketpair uv_fs_open uv_fs_close uv_fs_fstat uv_fs_get_statbuf uv_fs_req_cleanup uv_os_getpid";
    }

    private static String streams() {
        return "uv_is_readable uv_is_writable uv_shutdown uv_write2 uv_stream_set_blocking "
                + "uv_stream_get_write_queue_size uv_tcp_connect uv_tcp_close_reset uv_tcp_keepalive "
                + "uv_tcp_keepalive_ex uv_pipe_init uv_pipe_open uv_pipe_bind uv_pipe_connect uv_pipe_chmod "
                + "uv_pipe_getpeername uv_pipe_getsockname uv_pipe_pending_count uv_pipe_pending_instances "
                + "uv_pipe_pending_type";
    }

    private static String datagrams() {
        return "uv_udp_init uv_udp_init_ex uv_udp_bind uv_udp_connect uv_udp_getpeername uv_udp_getsockname "
                + "uv_udp_get_send_queue_count uv_udp_get_send_queue_size uv_udp_set_broadcast uv_udp_set_membership "
                + "uv_udp_set_multicast_interface uv_udp_set_multicast_loop uv_udp_set_multicast_ttl "
                + "uv_udp_set_source_membership uv_udp_set_ttl uv_udp_try_send2 uv_udp_using_recvmmsg";
    }

    private static String files() {
        return "uv_fs_access uv_fs_chmod uv_fs_closedir uv_fs_copyfile uv_fs_fchmod uv_fs_fdatasync uv_fs_fsync "
                + "uv_fs_ftruncate uv_fs_futime uv_fs_get_path uv_fs_get_ptr uv_fs_link uv_fs_lstat uv_fs_lutime "
                + "uv_fs_mkdir uv_fs_mkdtemp uv_fs_mkstemp uv_fs_opendir uv_fs_readdir uv_fs_readlink uv_fs_realpath "
                + "uv_fs_rename uv_fs_rmdir uv_fs_scandir uv_fs_scandir_next uv_fs_sendfile uv_fs_stat uv_fs_statfs "
                + "uv_fs_symlink uv_fs_unlink uv_fs_utime";
    }

    private static String host() {
        return "uv_metrics_idle_time uv_metrics_info "
                + "uv_cpu_info uv_free_cpu_info uv_loadavg uv_interface_addresses uv_free_interface_addresses "
                + "uv_getrusage uv_getrusage_thread uv_os_getpriority uv_os_setpriority uv_os_homedir uv_os_tmpdir "
                + "uv_resident_set_memory uv_get_available_memory uv_get_constrained_memory uv_get_free_memory "
                + "uv_get_total_memory uv_os_gethostname uv_os_uname uv_uptime uv_os_get_passwd uv_os_free_passwd "
                + "uv_os_free_group";
    }

    /// Our own classes of an area that this platform and the running libuv have the functions of.
    static List<String> holders(int area) {
        boolean windows = Platform.current().isWindows();
        return switch (area) {
            case Linking.LOOP -> loopHolders(windows);
            case Linking.STREAMS -> streamHolders(windows);
            case Linking.DATAGRAMS ->
                OptionalFunction.UDP_OPEN_EX.isPresent()
                        ? with("UvUdp$Open UvUdp$OpenEx", nestedIn(UdpDowncalls.class))
                        : with("UvUdp$Open", nestedIn(UdpDowncalls.class));
            case Linking.FILES ->
                with(
                        windows ? "CachedRead$Preadv2" : "CachedRead$Preadv2 PosixIo$Calls FileSending$Call",
                        Stream.concat(nestedIn(FsDowncalls.class), nestedIn(FsOwnership.class)));
            case Linking.POOL -> List.of("ThreadPool$Calls");
            case Linking.PROCESSES -> processHolders();
            case Linking.WATCHES -> windows ? List.of() : List.of("SignalAction");
            case Linking.TERMINALS -> terminalHolders(windows);
            case Linking.HOST ->
                OptionalFunction.OS_GET_PASSWD2.isPresent()
                        ? List.of("LoopOptions", "HostUsers$ByNumber")
                        : List.of("LoopOptions");
            case Linking.THREADS -> threadHolders();
            case Linking.DESCRIPTORS -> descriptorHolders(windows);
            default -> throw new IllegalArgumentException("no area: " + area);
        };
    }

    private static List<String> loopHolders(boolean windows) {
        String all = "Abi UvErrors HandleType RequestType UvLoop Downcalls$Run Downcalls$BackendTimeout "
                + "Downcalls$UpdateTime Downcalls$AsyncSend Downcalls$TimerStart Downcalls$Close LibC";
        String unix = windows ? "" : " LibC$Fcntl ErrnoBlock";
        String poller = Platform.current().isLinux()
                ? " EpollPoller$Calls"
                : SystemPoller.isSupported() ? " KqueuePoller$Calls" : "";
        return with(all + unix + poller, nestedIn(LoopDowncalls.class));
    }

    private static List<String> descriptorHolders(boolean windows) {
        String all = "UvPoll$Init Downcalls$PollStart Downcalls$PollStop";
        return with(windows ? all : all + " PosixSockets$Calls", Stream.of());
    }

    private static List<String> streamHolders(boolean windows) {
        String all = "UvTcp$Open Downcalls$ReadStart Downcalls$ReadStop Downcalls$Write Downcalls$TryWrite "
                + "Downcalls$TryWriteHolding";
        Stream<String> tcp = nestedIn(TcpDowncalls.class);
        return with(all, windows ? tcp : Stream.concat(tcp, nestedIn(StreamCalls.class)));
    }

    private static List<String> processHolders() {
        if (!Platform.current().isLinux()) {
            return List.of();
        }
        return PosixSpawn.isUsable()
                ? List.of("PidDescriptor", "PosixSpawn", "PosixSpawn$Calls", "SpawnActions$Calls")
                : List.of("PidDescriptor", "PosixSpawn");
    }

    private static List<String> terminalHolders(boolean windows) {
        if (windows) {
            return List.of();
        }
        return TerminalMaster.isSupported()
                ? List.of("TerminalSettings", "TerminalMaster$Calls")
                : List.of("TerminalSettings");
    }

    private static List<String> threadHolders() {
        String priority = OptionalFunction.THREAD_GETPRIORITY.isPresent() ? " UvThread$Priority" : "";
        String linux = Platform.current().isLinux() ? " LinuxThread" : "";
        return with("UvThread$Self" + priority + linux, Stream.of());
    }

    private static List<String> with(String names, Stream<String> more) {
        return Stream.concat(Stream.of(names.split(" ")), more).toList();
    }

    /// The classes inside a class, which need not be initialised for that.
    private static Stream<String> nestedIn(Class<?> owner) {
        return Stream.of(owner.getDeclaredClasses())
                .map(Class::getName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1));
    }
}
