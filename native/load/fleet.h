/* All connections of the load generator, and the epoll loop that drives them. */
#ifndef LOAD_FLEET_H
#define LOAD_FLEET_H

#include <netdb.h>
#include <stdbool.h>
#include <stdint.h>

#include "client.h"
#include "handshakes.h"
#include "options.h"
#include "schedule.h"

typedef struct {
    int epoll;
    int wait_milliseconds; /* 0: never sleep */
    struct addrinfo *server;
    client *clients;
    unsigned count;
    traffic traffic;
    schedule schedule; /* followed if the traffic is */
    bool only_handshakes;
    handshakes *handshakes; /* beside the messages, or in their place; NULL for none */
} fleet;

/* What one run did. The error is empty when every byte came back right. */
typedef struct {
    double seconds;    /* that were measured */
    uint64_t messages; /* completed in them */
    uint64_t all;      /* completed altogether, with warm-up and the wait for the last answers */
} run_result;

void fleet_init(fleet *self, const load_options *options);

/* Adds connections; false, with the error in the traffic, when the server cannot be reached. */
bool fleet_open(fleet *self, unsigned count);

/* Loads for `seconds` after `warmup`, or until `limit` messages came back; then waits for what is outstanding. */
run_result fleet_run(fleet *self, double seconds, double warmup, uint64_t limit);

void fleet_close(fleet *self);

#endif
