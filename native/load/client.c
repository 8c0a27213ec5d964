#include "client.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "pattern.h"

static unsigned char arrived[RECEIVE_BYTES];

uint64_t clock_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

static void fail(traffic *traffic, const client *self, const char *what, const char *detail) {
    if (traffic->error[0] != '\0') return;
    snprintf(traffic->error, sizeof traffic->error, "connection %u: %s%s", self->index, what, detail);
}

static void fail_mismatch(traffic *traffic, const client *self, const unsigned char *due, size_t count) {
    size_t at = 0;
    while (at < count && arrived[at] == due[at]) at++;
    char detail[80];
    snprintf(detail, sizeof detail, "byte %llu is 0x%02x, not 0x%02x", (unsigned long long) (self->received + at),
             arrived[at], due[at]);
    fail(traffic, self, "wrong answer: ", detail);
}

void client_flush(client *self, traffic *traffic) {
    if (!wire_flush(self->wire, self->fd)) {
        fail(traffic, self, "send: ", wire_error());
        return;
    }
    while (self->sent < self->owed) {
        /* What is owed is at most the whole pipeline, and so within the pattern's reach. */
        size_t count = self->owed - self->sent;
        ssize_t taken = wire_send(self->wire, self->fd, pattern_at(self->start + self->sent), count);
        if (taken < 0) {
            if (errno == EAGAIN) return;
            fail(traffic, self, "send: ", wire_error());
            return;
        }
        self->sent += (uint64_t) taken;
        if ((size_t) taken < count) return;
    }
}

void client_send(client *self, traffic *traffic, unsigned count, uint64_t since) {
    uint64_t message = self->owed / traffic->size;
    if (message + count - self->completed > traffic->pipeline) {
        fail(traffic, self, "the server does not keep up, and no room is left for what it owes", "");
        return;
    }
    for (unsigned i = 0; i < count; i++) self->since[(message + i) % traffic->pipeline] = since;
    self->owed += (uint64_t) count * traffic->size;
    client_flush(self, traffic);
}

/* Counts the messages that the bytes received so far have made whole; returns how many are new. */
static unsigned complete(client *self, traffic *traffic) {
    unsigned count = 0;
    while (self->received - self->completed * traffic->size >= traffic->size) {
        uint64_t since = self->since[self->completed % traffic->pipeline];
        uint64_t counts = traffic->by_schedule ? since : traffic->now;
        if (counts >= traffic->measure_from && counts < traffic->measure_until) {
            histogram_record(&traffic->latency, traffic->now - since);
        }
        self->completed++;
        count++;
    }
    traffic->completed += count;
    return count;
}

/* Checks one piece that arrived and answers it; false when the connection failed. */
static bool take(client *self, traffic *traffic, ssize_t count) {
    if (count == 0) {
        fail(traffic, self, "closed by the server", "");
        return false;
    }
    if ((uint64_t) count > self->sent - self->received) {
        fail(traffic, self, "more bytes came back than were sent", "");
        return false;
    }
    const unsigned char *due = pattern_at(self->start + self->received);
    if (memcmp(arrived, due, (size_t) count) != 0) {
        fail_mismatch(traffic, self, due, (size_t) count);
        return false;
    }
    self->received += (uint64_t) count;
    /* One look at the clock serves as the end of these messages and as the start of those that follow them. */
    traffic->now = clock_now();
    unsigned completed = complete(self, traffic);
    if (completed > 0 && traffic->sending && !traffic->by_schedule) {
        client_send(self, traffic, completed, traffic->now);
    }
    return true;
}

void client_receive(client *self, traffic *traffic) {
    ssize_t count;
    bool more;
    do {
        count = wire_receive(self->wire, self->fd, arrived, &more);
        if (count < 0) {
            if (errno != EAGAIN) fail(traffic, self, "recv: ", wire_error());
            return;
        }
    } while (take(self, traffic, count) && more);
}
