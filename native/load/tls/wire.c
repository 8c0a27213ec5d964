/* Bytes in TLS. */
#include "../wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "../client.h"
#include "session.h"

struct wire {
    session session;
};

const bool wire_has_handshakes = true;

void wire_init(void) {
    session_init();
}

static bool shake_hands(session *session, int fd) {
    bool done = false;
    if (!session_begin(session)) return false;
    while (session_shake(session, fd, &done)) {
        if (done) return true;
        ssize_t count = session_receive(session, fd, 0);
        if (count < 0) return false;
        if (count == 0) {
            errno = ECONNRESET;
            return false;
        }
    }
    return false;
}

bool wire_open(wire **opened, int fd, char *error, size_t error_size) {
    wire *self = calloc(1, sizeof *self);
    *opened = self;
    if (self != NULL && shake_hands(&self->session, fd)) return true;
    snprintf(error, error_size, "%s", session_error());
    wire_close(self);
    *opened = NULL;
    return false;
}

const char *wire_error(void) {
    return session_error();
}

ssize_t wire_send(wire *self, int fd, const unsigned char *bytes, size_t count) {
    if (self->session.waiting_count > 0) {
        errno = EAGAIN;
        return -1;
    }
    if (!session_write(&self->session, bytes, count) || !session_flush(&self->session, fd)) return -1;
    return (ssize_t) count;
}

bool wire_flush(wire *self, int fd) {
    return self->session.waiting_count == 0 || session_flush(&self->session, fd);
}

ssize_t wire_receive(wire *self, int fd, unsigned char *target, bool *more) {
    ssize_t count = session_receive(&self->session, fd, MSG_DONTWAIT);
    *more = count == CIPHERTEXT_BYTES;
    return count <= 0 ? count : session_read(&self->session, target, RECEIVE_BYTES);
}

void wire_close(wire *self) {
    if (self == NULL) return;
    session_free(&self->session);
    free(self);
}
