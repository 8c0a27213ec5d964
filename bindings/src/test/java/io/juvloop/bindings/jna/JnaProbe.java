package io.juvloop.bindings.jna;

import io.juvloop.bindings.LibUv;

/// Runs in a JVM of its own: prints whether the bindings may work, and in any case what JNA reads from libuv.
final class JnaProbe {
    private JnaProbe() {}

    /// The argument is the path of libuv.
    public static void main(String... arguments) {
        System.out.println(LibUv.unavailabilityCause()
                .map(cause -> "FFM is refused: " + cause.getMessage())
                .orElse("FFM is allowed"));
        JnaUv jna = JnaUv.of(arguments[0]);
        System.out.println("version=" + jna.uv_version());
        System.out.println("loop=" + jna.uv_loop_size());
        for (int type = 1; type < JnaTypes.HANDLES.size(); type++) {
            System.out.println(JnaTypes.HANDLES.get(type) + "=" + jna.uv_handle_size(type));
        }
        for (int type = 1; type < JnaTypes.REQUESTS.size(); type++) {
            System.out.println(JnaTypes.REQUESTS.get(type) + "=" + jna.uv_req_size(type));
        }
        for (int errno = 1; errno < 40; errno++) {
            int code = jna.uv_translate_sys_error(errno);
            String name = jna.uv_err_name(code);
            if (!name.startsWith("Unknown")) {
                System.out.println(name + "=" + code + ", " + jna.uv_strerror(code));
            }
        }
    }
}
