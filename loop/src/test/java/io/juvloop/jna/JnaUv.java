package io.juvloop.jna;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.juvloop.Juvloop;

/// The functions of libuv that a TCP client needs, bound by JNA: it shares only the library itself with
/// juvloop.
public interface JnaUv extends Library {
    JnaUv INSTANCE = Native.load(Juvloop.backend().path(), JnaUv.class);

    /// `uv_handle_type` of `uv_tcp_t`.
    int UV_TCP = 12;

    /// `uv_req_type` of `uv_connect_t`.
    int UV_CONNECT = 2;

    /// `uv_req_type` of `uv_write_t`.
    int UV_WRITE = 3;

    /// `uv_alloc_cb`.
    interface Alloc extends Callback {
        void invoke(Pointer handle, long suggestedSize, Pointer buf);
    }

    /// `uv_read_cb`.
    interface Read extends Callback {
        void invoke(Pointer stream, long count, Pointer buf);
    }

    /// `uv_connect_cb` and `uv_write_cb`.
    interface Done extends Callback {
        void invoke(Pointer request, int status);
    }

    /// `uv_close_cb`.
    interface Closed extends Callback {
        void invoke(Pointer handle);
    }

    long uv_loop_size();

    long uv_handle_size(int type);

    long uv_req_size(int type);

    int uv_loop_init(Pointer loop);

    int uv_loop_close(Pointer loop);

    int uv_run(Pointer loop, int mode);

    int uv_ip4_addr(String address, int port, Pointer sockaddr);

    int uv_tcp_init(Pointer loop, Pointer tcp);

    int uv_tcp_connect(Pointer request, Pointer tcp, Pointer sockaddr, Done done);

    int uv_read_start(Pointer stream, Alloc alloc, Read read);

    int uv_write(Pointer request, Pointer stream, Pointer bufs, int count, Done done);

    void uv_close(Pointer handle, Closed closed);
}
