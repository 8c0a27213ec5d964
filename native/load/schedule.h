/*
 * An open loop: the times at which messages are due, at equal distances, and how well they were kept.
 *
 * A client that waits for an answer before it sends the next message stops asking while the server stalls, and so omits
 * the messages that would have suffered ("coordinated omission"). Here each message has its time beforehand, and its
 * latency counts from that time, whether the server, the kernel or this program was late.
 *
 * The generator keeps the times by reading the clock without a pause, on a core of its own. A timerfd or
 * clock_nanosleep would free the core between messages, but no other program may use it, and each wake-up, tens of
 * microseconds late on a virtual machine, would count as the server's latency. The lateness of messages that leave late
 * all the same is recorded and part of the report.
 */
#ifndef LOAD_SCHEDULE_H
#define LOAD_SCHEDULE_H

#include <stdint.h>

#include "histogram.h"

typedef struct {
    double interval; /* nanoseconds between messages */
    uint64_t begin;
    uint64_t given; /* messages since the begin */
    histogram late; /* by how much they left after they were due */
} schedule;

void schedule_init(schedule *self, double rate);

/* Starts anew: the first message is due at once. */
void schedule_begin(schedule *self, uint64_t now);

/* When the next message is due. From the begin each time, so that no rounding adds up. */
static inline uint64_t schedule_next(const schedule *self) {
    return self->begin + (uint64_t) ((double) self->given * self->interval);
}

#endif
