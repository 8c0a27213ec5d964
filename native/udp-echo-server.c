/*
 * udp-echo-server: a UDP echo server in C on libuv, the ceiling that the benchmarks measure juvloop's datagrams against:
 * the same library, without a JVM.
 *
 *   udp-echo-server PORT [together]
 *
 * It prints `ready 127.0.0.1:PORT` when it receives and ends on SIGTERM or SIGINT. Port 0 lets the system choose. All
 * datagrams are received into one buffer, because each is answered, by uv_udp_try_send, before the next one comes; one
 * that the kernel does not take is lost, as UDP allows. `together` lets libuv take eight out of the kernel at once, as
 * juvloop does; without it, it takes one at a time, as it does by default.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

static char buffer[8 * 64 * 1024];

static void check(const char *what, int status) {
    if (status >= 0) return;
    fprintf(stderr, "udp-echo-server: %s: %s\n", what, uv_strerror(status));
    exit(1);
}

static void on_alloc(uv_handle_t *handle, size_t suggested_size, uv_buf_t *target) {
    (void) handle;
    (void) suggested_size;
    *target = uv_buf_init(buffer, sizeof buffer);
}

static void on_received(uv_udp_t *socket, ssize_t count, const uv_buf_t *data, const struct sockaddr *sender,
                        unsigned flags) {
    (void) flags;
    if (count < 0 || sender == NULL) return; /* an error of one datagram, or nothing more for now */
    uv_buf_t answer = uv_buf_init(data->base, (unsigned) count);
    uv_udp_try_send(socket, &answer, 1, sender);
}

static void on_signal(uv_signal_t *signal, int number) {
    (void) number;
    uv_stop(signal->loop);
}

int main(int argc, char **argv) {
    bool together = argc == 3 && strcmp(argv[2], "together") == 0;
    if (argc != 2 && !together) {
        fprintf(stderr, "usage: udp-echo-server PORT [together]\n");
        return 2;
    }
    uv_loop_t *loop = uv_default_loop();
    static uv_udp_t socket;
    static uv_signal_t signals[2];
    struct sockaddr_in address;
    check("address", uv_ip4_addr("127.0.0.1", atoi(argv[1]), &address));
    check("socket", uv_udp_init_ex(loop, &socket, AF_INET | (together ? UV_UDP_RECVMMSG : 0)));
    check("bind", uv_udp_bind(&socket, (const struct sockaddr *) &address, 0));
    check("receive", uv_udp_recv_start(&socket, on_alloc, on_received));
    int size = sizeof address;
    check("name", uv_udp_getsockname(&socket, (struct sockaddr *) &address, &size));
    int numbers[] = {SIGTERM, SIGINT};
    for (int i = 0; i < 2; i++) {
        check("signal", uv_signal_init(loop, &signals[i]));
        check("signal", uv_signal_start(&signals[i], on_signal, numbers[i]));
    }
    printf("ready 127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    uv_run(loop, UV_RUN_DEFAULT);
    return 0;
}
