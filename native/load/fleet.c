#include "fleet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "connect.h"
#include "pattern.h"

#define EVENTS 256
#define SECOND 1000000000.0
#define PATIENCE 10 /* seconds without an answer after which the server counts as stuck */

static void raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void fleet_init(fleet *self, const load_options *options) {
    memset(self, 0, sizeof *self);
    raise_descriptor_limit();
    wire_init();
    self->traffic.size = options->size;
    self->traffic.pipeline = options->pipeline;
    self->traffic.by_schedule = options->rate > 0;
    schedule_init(&self->schedule, options->rate);
    self->wait_milliseconds = options->block ? 100 : 0;
    size_t outstanding = options->size * options->pipeline;
    pattern_init(outstanding > RECEIVE_BYTES ? outstanding : RECEIVE_BYTES);
    self->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (self->epoll < 0) {
        perror("load: epoll_create1");
        exit(1);
    }
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST};
    int status = getaddrinfo(options->host, options->port, &hints, &self->server);
    if (status != 0) {
        fprintf(stderr, "load: %s: %s\n", options->host, gai_strerror(status));
        exit(2);
    }
    self->only_handshakes = options->handshakes != NO_HANDSHAKES;
    self->handshakes = handshakes_new(options, self->server, &self->traffic);
}

/* ---- connecting ----------------------------------------------------------------------------------------------- */

static bool add_client(fleet *self) {
    unsigned index = self->count;
    int fd = connect_one(self->server, index);
    uint64_t *since = calloc(self->traffic.pipeline, sizeof *since);
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.u32 = index};
    if (fd < 0 || since == NULL || epoll_ctl(self->epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
        snprintf(self->traffic.error, sizeof self->traffic.error, "connection %u: connect: %s", index, strerror(errno));
        free(since);
        if (fd >= 0) close(fd);
        return false;
    }
    wire *wire = NULL;
    char reason[160];
    if (!wire_open(&wire, fd, reason, sizeof reason)) {
        snprintf(self->traffic.error, sizeof self->traffic.error, "connection %u: handshake: %.120s", index, reason);
        free(since);
        close(fd);
        return false;
    }
    self->clients[index] =
        (client) {.fd = fd, .wire = wire, .index = index, .start = pattern_start(index), .since = since};
    self->count++;
    return true;
}

bool fleet_open(fleet *self, unsigned count) {
    client *grown = realloc(self->clients, (self->count + count) * sizeof *grown);
    if (grown == NULL && self->count + count > 0) {
        snprintf(self->traffic.error, sizeof self->traffic.error, "out of memory");
        return false;
    }
    self->clients = grown;
    for (unsigned i = 0; i < count; i++) {
        if (!add_client(self)) return false;
    }
    return true;
}

/* ---- running -------------------------------------------------------------------------------------------------- */

/* Sends the messages that are due by now, on the connections in turn. */
static void send_due(fleet *self) {
    traffic *traffic = &self->traffic;
    while (traffic->sending && self->count > 0 && traffic->error[0] == '\0') {
        uint64_t due = schedule_next(&self->schedule);
        if (due > traffic->now || due >= traffic->measure_until) return;
        if (due >= traffic->measure_from) histogram_record(&self->schedule.late, traffic->now - due);
        client_send(&self->clients[self->schedule.given % self->count], traffic, 1, due);
        self->schedule.given++;
        traffic->now = clock_now();
    }
}

static void poll_once(fleet *self) {
    struct epoll_event events[EVENTS];
    int count = epoll_wait(self->epoll, events, EVENTS, self->wait_milliseconds);
    for (int i = 0; i < count; i++) {
        client *client = &self->clients[events[i].data.u32];
        if (events[i].events & ~(uint32_t) EPOLLOUT) client_receive(client, &self->traffic);
        client_flush(client, &self->traffic);
        if (self->traffic.by_schedule) send_due(self);
    }
    if (count <= 0) self->traffic.now = clock_now();
    if (self->traffic.by_schedule) send_due(self);
    if (self->handshakes != NULL) handshakes_poll(self->handshakes);
}

static bool is_stuck(fleet *self, uint64_t *seen, uint64_t *since) {
    traffic *traffic = &self->traffic;
    if (traffic->completed != *seen) {
        *seen = traffic->completed;
        *since = traffic->now;
    } else if (traffic->now > *since + (uint64_t) (PATIENCE * SECOND)) {
        snprintf(traffic->error, sizeof traffic->error, "no answer for %d s", PATIENCE);
        return true;
    }
    return false;
}

static unsigned waiting(const fleet *self) {
    unsigned count = 0;
    for (unsigned i = 0; i < self->count; i++) count += client_is_waiting(&self->clients[i]);
    return count;
}

/* Takes in the answers that are still outstanding, so that the server has nothing left to do. */
static void drain(fleet *self) {
    uint64_t seen = self->traffic.completed, since = self->traffic.now;
    self->traffic.sending = false;
    if (self->handshakes != NULL) handshakes_stop(self->handshakes);
    while (self->traffic.error[0] == '\0' && waiting(self) + handshakes_open(self->handshakes) > 0) {
        poll_once(self);
        if (is_stuck(self, &seen, &since)) return;
    }
}

static run_result run_handshakes(fleet *self, double seconds, double warmup) {
    run_result result = {.seconds = handshakes_run(self->handshakes, seconds, warmup)};
    result.messages = self->traffic.latency.count;
    result.all = self->traffic.completed;
    return result;
}

run_result fleet_run(fleet *self, double seconds, double warmup, uint64_t limit) {
    if (self->only_handshakes) return run_handshakes(self, seconds, warmup);
    traffic *traffic = &self->traffic;
    histogram_clear(&traffic->latency);
    traffic->completed = 0;
    traffic->sending = true;
    traffic->now = clock_now();
    traffic->measure_from = traffic->now + (uint64_t) (warmup * SECOND);
    traffic->measure_until = traffic->measure_from + (uint64_t) (seconds * SECOND);
    if (traffic->by_schedule) schedule_begin(&self->schedule, traffic->now);
    if (self->handshakes != NULL) handshakes_start(self->handshakes);
    for (unsigned i = 0; i < self->count && !traffic->by_schedule; i++) {
        client_send(&self->clients[i], traffic, traffic->pipeline, traffic->now);
    }
    uint64_t seen = 0, since = traffic->now;
    while (traffic->now < traffic->measure_until && traffic->completed < limit && traffic->error[0] == '\0') {
        poll_once(self);
        if (is_stuck(self, &seen, &since)) break;
    }
    uint64_t end = traffic->now < traffic->measure_until ? traffic->now : traffic->measure_until;
    run_result result = {.messages = traffic->latency.count};
    result.seconds = end > traffic->measure_from ? (double) (end - traffic->measure_from) / SECOND : 0;
    drain(self);
    if (traffic->by_schedule) result.messages = traffic->latency.count; /* what was due counts whenever it returns */
    result.all = traffic->completed;
    return result;
}

void fleet_close(fleet *self) {
    for (unsigned i = 0; i < self->count; i++) {
        wire_close(self->clients[i].wire);
        close(self->clients[i].fd);
        free(self->clients[i].since);
    }
    free(self->clients);
    handshakes_free(self->handshakes);
    close(self->epoll);
    freeaddrinfo(self->server);
    pattern_free();
}
