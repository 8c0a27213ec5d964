#include "session.h"

#include <errno.h>
#include <openssl/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define LEAST_ROOM 4096

static SSL_CTX *context;
static BIO_METHOD *memory;
static int own_data; /* where an SSL has its session */
static unsigned char ciphertext[CIPHERTEXT_BYTES];
static char explanation[160];

static void die(const char *what) {
    fprintf(stderr, "tls-load: %s\n", what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

/* Remembers why OpenSSL failed, and leaves its queue empty, as it must be before the next call. */
static bool failed(void) {
    unsigned long code = ERR_peek_last_error();
    if (code != 0) ERR_error_string_n(code, explanation, sizeof explanation);
    ERR_clear_error();
    errno = EPROTO;
    return false;
}

const char *session_error(void) {
    return explanation[0] != '\0' && errno == EPROTO ? explanation : strerror(errno);
}

/* ---- what OpenSSL reads and writes ---------------------------------------------------------------------------- */

static int memory_read(BIO *bio, char *target, int room) {
    session *self = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (self->arrived_count == 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    size_t count = self->arrived_count < (size_t) room ? self->arrived_count : (size_t) room;
    memcpy(target, self->arrived, count);
    self->arrived += count;
    self->arrived_count -= count;
    return (int) count;
}

static bool make_room(session *self, size_t count) {
    if (self->waiting_room - self->waiting_count >= count) return true;
    size_t room = self->waiting_room < LEAST_ROOM ? LEAST_ROOM : self->waiting_room;
    while (room - self->waiting_count < count) room *= 2;
    unsigned char *grown = realloc(self->waiting, room);
    if (grown == NULL) return false;
    self->waiting = grown;
    self->waiting_room = room;
    return true;
}

static int memory_write(BIO *bio, const char *bytes, int count) {
    session *self = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (!make_room(self, (size_t) count)) return -1;
    memcpy(self->waiting + self->waiting_count, bytes, (size_t) count);
    self->waiting_count += (size_t) count;
    return count;
}

static long memory_control(BIO *bio, int command, long number, void *pointer) {
    (void) bio;
    (void) number;
    (void) pointer;
    return command == BIO_CTRL_FLUSH;
}

/* ---- the context ---------------------------------------------------------------------------------------------- */

static int keep_ticket(SSL *ssl, SSL_SESSION *ticket) {
    session *self = SSL_get_ex_data(ssl, own_data);
    SSL_SESSION_free(self->ticket);
    self->ticket = ticket;
    return 1;
}

void session_init(void) {
    context = SSL_CTX_new(TLS_client_method());
    own_data = SSL_get_ex_new_index(0, NULL, NULL, NULL, NULL);
    memory = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "memory of a session");
    if (context == NULL || memory == NULL || own_data < 0
            || SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1
            || SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256") != 1
            || SSL_CTX_set1_groups_list(context, "P-256") != 1
            || SSL_CTX_set1_sigalgs_list(context, "ECDSA+SHA256") != 1
            || BIO_meth_set_read(memory, memory_read) != 1 || BIO_meth_set_write(memory, memory_write) != 1
            || BIO_meth_set_ctrl(memory, memory_control) != 1) {
        die("OpenSSL cannot be set up");
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL); /* the bench's servers sign their certificates themselves */
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, keep_ticket);
}

/* ---- one connection ------------------------------------------------------------------------------------------- */

bool session_begin(session *self) {
    self->ssl = SSL_new(context);
    BIO *bio = BIO_new(memory);
    if (self->ssl == NULL || bio == NULL) {
        BIO_free(bio);
        SSL_free(self->ssl);
        self->ssl = NULL;
        return failed();
    }
    BIO_set_data(bio, self);
    BIO_set_init(bio, 1);
    SSL_set_bio(self->ssl, bio, bio);
    SSL_set_ex_data(self->ssl, own_data, self);
    SSL_set_connect_state(self->ssl);
    self->arrived_count = 0;
    self->waiting_count = 0;
    return self->ticket == NULL || SSL_set_session(self->ssl, self->ticket) == 1 || failed();
}

/* Some servers send tickets along with the end of their handshake; OpenSSL takes them in when it is asked for data. */
static void take_tickets(session *self) {
    unsigned char byte;
    size_t count;
    if (self->arrived_count > 0 && SSL_peek_ex(self->ssl, &byte, 1, &count) != 1) ERR_clear_error();
}

bool session_shake(session *self, int fd, bool *done) {
    int status = SSL_do_handshake(self->ssl);
    *done = status == 1;
    if (status == 1) {
        take_tickets(self);
    } else if (SSL_get_error(self->ssl, status) != SSL_ERROR_WANT_READ) {
        failed();
        session_flush(self, fd); /* the alert */
        errno = EPROTO;
        return false;
    }
    return session_flush(self, fd);
}

bool session_flush(session *self, int fd) {
    size_t sent = 0;
    while (sent < self->waiting_count) {
        ssize_t taken = send(fd, self->waiting + sent, self->waiting_count - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (taken < 0 && errno != EAGAIN) return false;
        if (taken < 0) break;
        sent += (size_t) taken;
    }
    self->waiting_count -= sent;
    if (self->waiting_count > 0 && sent > 0) memmove(self->waiting, self->waiting + sent, self->waiting_count);
    return true;
}

ssize_t session_receive(session *self, int fd, int flags) {
    ssize_t count = recv(fd, ciphertext, sizeof ciphertext, flags);
    self->arrived = ciphertext;
    self->arrived_count = count > 0 ? (size_t) count : 0;
    return count;
}

ssize_t session_read(session *self, unsigned char *target, size_t room) {
    size_t filled = 0, count = 0;
    /* When all that came is in OpenSSL, it has at most a part of a record left, and need not be asked for that. */
    while (filled < room && (self->arrived_count > 0 || SSL_pending(self->ssl) > 0)) {
        if (SSL_read_ex(self->ssl, target + filled, room - filled, &count) == 1) {
            filled += count;
            continue;
        }
        int error = SSL_get_error(self->ssl, 0);
        if (error == SSL_ERROR_ZERO_RETURN) return (ssize_t) filled;
        if (error != SSL_ERROR_WANT_READ) return failed() ? 0 : -1;
    }
    if (filled > 0) return (ssize_t) filled;
    errno = EAGAIN;
    return -1;
}

bool session_write(session *self, const unsigned char *bytes, size_t count) {
    size_t written;
    return SSL_write_ex(self->ssl, bytes, count, &written) == 1 || failed();
}

void session_end(session *self) {
    SSL_free(self->ssl);
    self->ssl = NULL;
}

void session_free(session *self) {
    session_end(self);
    SSL_SESSION_free(self->ticket);
    free(self->waiting);
    self->ticket = NULL;
    self->waiting = NULL;
    self->waiting_room = 0;
}
