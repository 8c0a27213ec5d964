/*
 * How the bytes of a connection travel: as they are (plain/) or in TLS (tls/). Both have these functions, and a program
 * is linked with one of them: `load` needs no OpenSSL, `tls-load` is the same program with it.
 */
#ifndef LOAD_WIRE_H
#define LOAD_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What a connection has besides its socket. */
typedef struct wire wire;

/* Whether there are handshakes to be measured. */
extern const bool wire_has_handshakes;

void wire_init(void);

/* Begins on a blocking socket that has just been connected, with the handshake; false when that fails, for a reason
 * in `error`. */
bool wire_open(wire **opened, int fd, char *error, size_t error_size);

/* What the last error was, of those that set errno. */
const char *wire_error(void);

/* As send(2) without waiting: how many bytes were taken, or -1 and errno. */
ssize_t wire_send(wire *self, int fd, const unsigned char *bytes, size_t count);

/* Sends what was taken and has not left; false and errno on an error, of which EAGAIN is none. */
bool wire_flush(wire *self, int fd);

/* As recv(2) without waiting, but `more` says whether it is worth while to ask again at once. The room is
 * RECEIVE_BYTES. */
ssize_t wire_receive(wire *self, int fd, unsigned char *target, bool *more);

void wire_close(wire *self);

#endif
