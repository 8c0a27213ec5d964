/*
 * One side of TLS 1.3 as a client, by OpenSSL, with AES-128-GCM and P-256 so that every server computes the same.
 * OpenSSL reads from and writes into memory: the records that one receive brought, and those that wait to be sent.
 */
#ifndef LOAD_TLS_SESSION_H
#define LOAD_TLS_SESSION_H

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define CIPHERTEXT_BYTES (192 * 1024) /* what one receive takes; its data and the rest of a record fit into RECEIVE_BYTES */

typedef struct {
    SSL *ssl;
    const unsigned char *arrived; /* records not yet read by OpenSSL, in memory that all share */
    size_t arrived_count;
    unsigned char *waiting; /* records not yet taken by the kernel */
    size_t waiting_count;
    size_t waiting_room;
    SSL_SESSION *ticket; /* the newest that the server gave, of this or an earlier connection */
} session;

void session_init(void);

/* Begins; a ticket asks the server to resume. The memory and the ticket of an earlier connection stay. */
bool session_begin(session *self);

/* Goes on with the handshake as far as possible; false and errno on an error. `done` says whether it is over. */
bool session_shake(session *self, int fd, bool *done);

/* Sends what waits; false and errno on an error, of which EAGAIN is none. */
bool session_flush(session *self, int fd);

/* Receives once: 0 at the end, -1 and errno, else how many bytes of records came. */
ssize_t session_receive(session *self, int fd, int flags);

/* Decrypts what was received: how many bytes of data it had; 0 if TLS has ended; -1 and errno, EAGAIN if none. */
ssize_t session_read(session *self, unsigned char *target, size_t room);

/* Encrypts; false and errno on an error. */
bool session_write(session *self, const unsigned char *bytes, size_t count);

/* Ends the connection; memory and ticket stay. */
void session_end(session *self);

void session_free(session *self);

/* What the last error was: of OpenSSL, if errno is EPROTO. */
const char *session_error(void);

#endif
