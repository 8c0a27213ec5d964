/*
 * One connection to the echo server: what it has sent and received, and whether every byte came back as it left.
 * Positions count bytes of the endless pattern, so the position says which byte is due.
 */
#ifndef LOAD_CLIENT_H
#define LOAD_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "histogram.h"
#include "wire.h"

#define RECEIVE_BYTES (256 * 1024)

typedef struct {
    int fd;
    wire *wire;
    unsigned index;
    uint64_t start;     /* where in the pattern this connection began */
    uint64_t owed;      /* bytes decided to be sent: always whole messages */
    uint64_t sent;      /* of these, bytes given to the kernel */
    uint64_t received;  /* bytes that came back and were right */
    uint64_t completed; /* messages that came back whole */
    uint64_t *since;    /* when each outstanding message was sent, or was due: a ring of `pipeline` times */
} client;

/* What all clients share: the shape of the load, and the first thing that went wrong. */
typedef struct {
    size_t size;
    unsigned pipeline;
    bool by_schedule;      /* whether messages are sent when they are due, instead of when others have come back */
    bool sending;          /* whether there are more messages to come */
    uint64_t measure_from; /* messages completed in this span are recorded; by schedule, those that are due in it */
    uint64_t measure_until;
    uint64_t completed; /* messages completed since the run began, recorded or not */
    uint64_t now;       /* the last time taken */
    histogram latency;
    char error[200];
} traffic;

uint64_t clock_now(void);

/* Puts `count` more messages on their way, as far as the kernel takes them. Their latency counts from `since`. */
void client_send(client *self, traffic *traffic, unsigned count, uint64_t since);

/* Sends what the kernel did not take before. */
void client_flush(client *self, traffic *traffic);

/* Takes what has arrived, checks it, and sends a new message for each completed one while the traffic lasts. */
void client_receive(client *self, traffic *traffic);

static inline bool client_is_waiting(const client *self) {
    return self->received != self->owed;
}

#endif
