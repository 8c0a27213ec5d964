package io.juvloop.bindings.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.juvloop.bindings.LibUv;

/// libuv bound a second time, by hand and by JNA: its answers depend neither on jextract, nor on the installed
/// headers, nor on the Foreign Function and Memory API, so the bindings can be compared with them.
public interface JnaUv extends Library {
    /// Binds the library that the bindings loaded, too.
    static JnaUv ofTheBindings() {
        return of(LibUv.require().path());
    }

    /// Binds a library by its path.
    static JnaUv of(String path) {
        return Native.load(path, JnaUv.class);
    }

    int uv_version();

    String uv_version_string();

    long uv_loop_size();

    long uv_handle_size(int type);

    long uv_req_size(int type);

    /// Returns the number of an errno's error; a negative one is returned unchanged.
    int uv_translate_sys_error(int errno);

    /// Only for an error that exists; for others libuv leaks the text.
    String uv_err_name(int code);

    String uv_strerror(int code);

    int uv_ip4_addr(String address, int port, Pointer sockaddr);

    int uv_ip6_addr(String address, int port, Pointer sockaddr);

    int uv_ip_name(Pointer sockaddr, byte[] text, long size);
}
