/* Bytes as they are. */
#include "../wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "../client.h"

const bool wire_has_handshakes = false;

void wire_init(void) {
}

bool wire_open(wire **opened, int fd, char *error, size_t error_size) {
    (void) fd;
    (void) error;
    (void) error_size;
    *opened = NULL;
    return true;
}

const char *wire_error(void) {
    return strerror(errno);
}

ssize_t wire_send(wire *self, int fd, const unsigned char *bytes, size_t count) {
    (void) self;
    return send(fd, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
}

bool wire_flush(wire *self, int fd) {
    (void) self;
    (void) fd;
    return true;
}

ssize_t wire_receive(wire *self, int fd, unsigned char *target, bool *more) {
    (void) self;
    ssize_t count = recv(fd, target, RECEIVE_BYTES, MSG_DONTWAIT);
    *more = count == RECEIVE_BYTES;
    return count;
}

void wire_close(wire *self) {
    (void) self;
}
