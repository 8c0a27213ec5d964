/*
 * tls-echo-server: the server of echo-server.c over TLS 1.3, by OpenSSL with memory BIOs, as libuv's users write it.
 * It is the ceiling that the benchmarks measure juvloop's TLS against.
 *
 *   tls-echo-server PORT CERTIFICATE KEY [--host ADDRESS]
 *
 * The files are PEM. It prints `ready HOST:PORT` when it listens and ends cleanly on SIGTERM or SIGINT. Port 0 lets the
 * system choose.
 *
 * The data path: all connections read into one buffer. OpenSSL gets what was read by a memory BIO, each record is
 * answered by one of its own, and what all of them have put into the other memory BIO leaves by one uv_try_write; only
 * what the kernel did not take is copied, into a pooled write request. A connection whose queue passes HIGH_WATER is
 * not read until the queue is down to LOW_WATER. Handshakes are computed in the callbacks.
 */
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

#define BACKLOG 1024
#define BUFFER_BYTES (256 * 1024)
#define HIGH_WATER (64 * 1024)
#define LOW_WATER (16 * 1024)
#define MAX_IDLE_WRITES 64

/* A write on its way: the request and the bytes it carries. */
typedef struct pending_write {
    uv_write_t request;
    struct pending_write *next_idle;
    char bytes[];
} pending_write;

typedef struct {
    uv_tcp_t tcp;
    SSL *ssl;
    BIO *arrived; /* records for OpenSSL */
    BIO *leaving; /* records of OpenSSL's */
    bool paused;
} connection;

static SSL_CTX *context;
static char read_bytes[BUFFER_BYTES];
static char plaintext[SSL3_RT_MAX_PLAIN_LENGTH];
static char records[BUFFER_BYTES];
static pending_write *idle_writes;
static int idle_write_count;

static void die(const char *what, int status) {
    fprintf(stderr, "tls-echo-server: %s: %s\n", what, uv_strerror(status));
    exit(1);
}

static void check(const char *what, int status) {
    if (status < 0) die(what, status);
}

/* ---- the pool of write requests ------------------------------------------------------------------------------- */

static pending_write *take_write(void) {
    pending_write *write = idle_writes;
    if (write == NULL) return malloc(sizeof *write + sizeof records);
    idle_writes = write->next_idle;
    idle_write_count--;
    return write;
}

static void give_back_write(pending_write *write) {
    if (idle_write_count == MAX_IDLE_WRITES) {
        free(write);
        return;
    }
    write->next_idle = idle_writes;
    idle_writes = write;
    idle_write_count++;
}

static void free_idle_writes(void) {
    while (idle_writes != NULL) {
        pending_write *write = idle_writes;
        idle_writes = write->next_idle;
        free(write);
    }
}

/* ---- one connection ------------------------------------------------------------------------------------------- */

static void free_connection(connection *self) {
    SSL_free(self->ssl);
    free(self);
}

static void on_closed(uv_handle_t *handle) {
    free_connection(handle->data);
}

static void close_connection(connection *self) {
    uv_handle_t *handle = (uv_handle_t *) &self->tcp;
    if (!uv_is_closing(handle)) uv_close(handle, on_closed);
}

static void on_alloc(uv_handle_t *handle, size_t suggested_size, uv_buf_t *buffer) {
    (void) handle;
    (void) suggested_size;
    *buffer = uv_buf_init(read_bytes, sizeof read_bytes);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer);

static void on_written(uv_write_t *request, int status) {
    connection *self = request->handle->data;
    uv_stream_t *stream = request->handle;
    give_back_write((pending_write *) request);
    if (status < 0) {
        close_connection(self);
    } else if (self->paused && uv_stream_get_write_queue_size(stream) <= LOW_WATER) {
        self->paused = false;
        if (uv_read_start(stream, on_alloc, on_read) < 0) close_connection(self);
    }
}

/* Queues a copy of the bytes that the kernel did not take, since the memory is about to be used again. */
static void queue_rest(connection *self, const char *bytes, size_t count) {
    uv_stream_t *stream = (uv_stream_t *) &self->tcp;
    pending_write *write = take_write();
    if (write == NULL) {
        close_connection(self);
        return;
    }
    memcpy(write->bytes, bytes, count);
    uv_buf_t buffer = uv_buf_init(write->bytes, (unsigned int) count);
    if (uv_write(&write->request, stream, &buffer, 1, on_written) < 0) {
        give_back_write(write);
        close_connection(self);
    } else if (!self->paused && uv_stream_get_write_queue_size(stream) > HIGH_WATER) {
        self->paused = true;
        uv_read_stop(stream);
    }
}

/* Sends the records that OpenSSL has made. */
static void send_records(connection *self) {
    uv_stream_t *stream = (uv_stream_t *) &self->tcp;
    int count;
    while (!uv_is_closing((uv_handle_t *) stream) && (count = BIO_read(self->leaving, records, sizeof records)) > 0) {
        uv_buf_t answer = uv_buf_init(records, (unsigned int) count);
        int taken = uv_try_write(stream, &answer, 1);
        if (taken == UV_EAGAIN) taken = 0;
        if (taken < 0) {
            close_connection(self);
        } else if (taken < count) {
            queue_rest(self, records + taken, (size_t) (count - taken));
        }
    }
}

static void on_shut_down(uv_shutdown_t *request, int status) {
    (void) status;
    close_connection(request->handle->data);
    free(request);
}

/* The peer sent its last byte: what is still queued goes out, then the connection is closed. */
static void finish(connection *self) {
    uv_stream_t *stream = (uv_stream_t *) &self->tcp;
    if (SSL_is_init_finished(self->ssl)) SSL_shutdown(self->ssl);
    ERR_clear_error(); /* or another connection would find what is left */
    send_records(self);
    if (uv_is_closing((uv_handle_t *) stream)) return;
    uv_shutdown_t *request = uv_stream_get_write_queue_size(stream) > 0 ? malloc(sizeof *request) : NULL;
    if (request == NULL || uv_shutdown(request, stream, on_shut_down) < 0) {
        free(request);
        close_connection(self);
    }
}

/* Answers each record that has come whole, and shakes hands before that; returns why it stopped. */
static int answer_records(connection *self) {
    int count;
    while ((count = SSL_read(self->ssl, plaintext, sizeof plaintext)) > 0) {
        int written = SSL_write(self->ssl, plaintext, count);
        if (written <= 0) return SSL_get_error(self->ssl, written);
    }
    return SSL_get_error(self->ssl, count);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
    connection *self = stream->data;
    if (count == 0) return;
    if (count < 0) {
        if (count == UV_EOF) finish(self);
        else close_connection(self);
        return;
    }
    if (BIO_write(self->arrived, buffer->base, (int) count) != count) {
        close_connection(self);
        return;
    }
    int reason = answer_records(self);
    if (reason == SSL_ERROR_WANT_READ) {
        send_records(self);
    } else {
        if (reason == SSL_ERROR_SSL) fprintf(stderr, "tls-echo-server: %s\n", ERR_reason_error_string(ERR_peek_error()));
        finish(self);
    }
}

/* ---- the listener --------------------------------------------------------------------------------------------- */

static bool begin_tls(connection *self) {
    self->ssl = SSL_new(context);
    self->arrived = BIO_new(BIO_s_mem());
    self->leaving = BIO_new(BIO_s_mem());
    if (self->ssl == NULL || self->arrived == NULL || self->leaving == NULL) return false;
    BIO_set_mem_eof_return(self->arrived, -1);
    SSL_set_bio(self->ssl, self->arrived, self->leaving);
    SSL_set_accept_state(self->ssl);
    return true;
}

static void on_connection(uv_stream_t *listener, int status) {
    if (status < 0) {
        fprintf(stderr, "tls-echo-server: accept: %s\n", uv_strerror(status));
        return;
    }
    connection *self = calloc(1, sizeof *self);
    if (self == NULL) die("accept", UV_ENOMEM);
    check("uv_tcp_init", uv_tcp_init(listener->loop, &self->tcp));
    self->tcp.data = self;
    if (!begin_tls(self)) die("begin TLS", UV_ENOMEM);
    uv_stream_t *stream = (uv_stream_t *) &self->tcp;
    if (uv_accept(listener, stream) < 0 || uv_tcp_nodelay(&self->tcp, 1) < 0
            || uv_read_start(stream, on_alloc, on_read) < 0) {
        close_connection(self);
    }
}

static void begin_context(const char *certificate, const char *key) {
    context = SSL_CTX_new(TLS_server_method());
    if (context == NULL || SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1
            || SSL_CTX_use_certificate_chain_file(context, certificate) != 1
            || SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1
            || SSL_CTX_set_session_id_context(context, (const unsigned char *) "echo", 4) != 1) {
        ERR_print_errors_fp(stderr);
        exit(1);
    }
}

static void print_ready(const uv_tcp_t *listener) {
    struct sockaddr_storage address;
    int length = sizeof address;
    char host[64];
    check("uv_tcp_getsockname", uv_tcp_getsockname(listener, (struct sockaddr *) &address, &length));
    bool v6 = address.ss_family == AF_INET6;
    const struct sockaddr_in *v4_address = (const struct sockaddr_in *) &address;
    const struct sockaddr_in6 *v6_address = (const struct sockaddr_in6 *) &address;
    check("name of the address", v6 ? uv_ip6_name(v6_address, host, sizeof host)
                                    : uv_ip4_name(v4_address, host, sizeof host));
    printf(v6 ? "ready [%s]:%d\n" : "ready %s:%d\n", host, ntohs(v6 ? v6_address->sin6_port : v4_address->sin_port));
    fflush(stdout);
}

static void listen_on(uv_tcp_t *listener, const char *host, int port) {
    struct sockaddr_storage address;
    if (uv_ip4_addr(host, port, (struct sockaddr_in *) &address) < 0) {
        check(host, uv_ip6_addr(host, port, (struct sockaddr_in6 *) &address));
    }
    check("bind", uv_tcp_bind(listener, (const struct sockaddr *) &address, 0));
    check("listen", uv_listen((uv_stream_t *) listener, BACKLOG, on_connection));
    print_ready(listener);
}

/* ---- the program ---------------------------------------------------------------------------------------------- */

static void close_any(uv_handle_t *handle, void *unused) {
    (void) unused;
    if (uv_is_closing(handle)) return;
    uv_close(handle, handle->data != NULL ? on_closed : NULL); /* only connections carry data of their own */
}

static void on_signal(uv_signal_t *signal, int number) {
    (void) number;
    uv_walk(signal->loop, close_any, NULL);
}

static void watch_signal(uv_loop_t *loop, uv_signal_t *signal, int number) {
    check("uv_signal_init", uv_signal_init(loop, signal));
    signal->data = NULL;
    check("uv_signal_start", uv_signal_start(signal, on_signal, number));
}

static long number_of(const char *text, long least, long most) {
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < least || value > most) {
        fprintf(stderr, "tls-echo-server: %s is not a number from %ld to %ld\n", text, least, most);
        exit(2);
    }
    return value;
}

static void usage(void) {
    fputs("usage: tls-echo-server PORT CERTIFICATE KEY [--host ADDRESS]\n", stderr);
    exit(2);
}

int main(int argc, char **argv) {
    if (argc != 4 && (argc != 6 || strcmp(argv[4], "--host") != 0)) usage();
    int port = (int) number_of(argv[1], 0, 65535);
#ifndef _WIN32
    signal(SIGPIPE, SIG_IGN);
#endif
    begin_context(argv[2], argv[3]);

    uv_loop_t loop;
    uv_tcp_t listener;
    uv_signal_t terminate, interrupt;
    check("uv_loop_init", uv_loop_init(&loop));
    check("uv_tcp_init", uv_tcp_init(&loop, &listener));
    listener.data = NULL;
    watch_signal(&loop, &terminate, SIGTERM);
    watch_signal(&loop, &interrupt, SIGINT);
    listen_on(&listener, argc == 6 ? argv[5] : "127.0.0.1", port);
    uv_run(&loop, UV_RUN_DEFAULT);
    check("uv_loop_close", uv_loop_close(&loop));
    free_idle_writes();
    SSL_CTX_free(context);
    uv_library_shutdown();
    return 0;
}
