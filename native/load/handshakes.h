/*
 * Connections that are made for their handshake: each connects, shakes hands, has one message answered, so that the
 * server's part is done and its tickets are here, and ends as TLS wants it. They run by themselves, some at a time, or
 * at a rate beside the messages of the fleet.
 */
#ifndef LOAD_HANDSHAKES_H
#define LOAD_HANDSHAKES_H

#include <netdb.h>
#include <stdbool.h>

#include "client.h"
#include "options.h"

typedef struct handshakes handshakes;

/* NULL if the options ask for none. Errors go into the traffic. */
handshakes *handshakes_new(const load_options *options, const struct addrinfo *server, traffic *traffic);

/* Keeps them going for a while, as many at a time as there are to be connections, and records how long each took, from
 * the connect to the answer; then waits for those under way. Returns the seconds it measured. */
double handshakes_run(handshakes *self, double seconds, double warmup);

/* Begins those that are due at the rate, and takes in what has arrived for the others. */
void handshakes_poll(handshakes *self);

/* Starts the rate anew, or has no more begin. */
void handshakes_start(handshakes *self);

void handshakes_stop(handshakes *self);

/* How many are under way; 0 for NULL. */
unsigned handshakes_open(const handshakes *self);

void handshakes_free(handshakes *self);

#endif
