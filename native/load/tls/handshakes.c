#include "../handshakes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../connect.h"
#include "../pattern.h"
#include "../schedule.h"
#include "session.h"

#define MOST_AT_A_RATE 1024 /* under way at a time */
#define MESSAGE 64
#define EVENTS 256
#define SECOND 1000000000.0
#define PATIENCE 10 /* seconds without a handshake after which the server counts as stuck */
#define FIRST_FULL 2 /* handshakes of a slot that may be full where resumed ones are wanted */

typedef enum { IDLE, SHAKING, WAITING, ENDING } stage;

/* A place for one connection at a time; its ticket goes from one to the next. */
typedef struct {
    session session;
    int fd;
    stage stage;
    unsigned full;  /* handshakes that did not resume */
    uint64_t since; /* when the connection began */
    size_t received;
    unsigned char answer[MESSAGE];
} slot;

struct handshakes {
    const struct addrinfo *server;
    traffic *traffic;
    schedule schedule;
    int epoll;
    slot *slots;
    unsigned count;
    unsigned open;
    unsigned begun; /* in all, which chooses where they come from */
    bool resumed;
    bool closed_loop; /* whether one that ends is followed by the next at once */
    bool going;
};

handshakes *handshakes_new(const load_options *options, const struct addrinfo *server, traffic *traffic) {
    bool alone = options->handshakes != NO_HANDSHAKES;
    if (!alone && options->handshake_rate == 0) return NULL;
    handshakes *self = calloc(1, sizeof *self);
    unsigned count = alone ? options->connections : MOST_AT_A_RATE;
    if (self != NULL) self->slots = calloc(count, sizeof *self->slots);
    if (self == NULL || self->slots == NULL || (self->epoll = epoll_create1(EPOLL_CLOEXEC)) < 0) {
        perror("tls-load: handshakes");
        exit(1);
    }
    self->server = server;
    self->traffic = traffic;
    self->count = count;
    self->closed_loop = alone;
    self->resumed = options->handshakes == RESUMED_HANDSHAKES;
    schedule_init(&self->schedule, options->handshake_rate);
    return self;
}

static void fail(handshakes *self, const char *what) {
    char *error = self->traffic->error;
    if (error[0] == '\0') snprintf(error, sizeof self->traffic->error, "%s: %s", what, session_error());
}

static void refuse(handshakes *self, const char *what) {
    char *error = self->traffic->error;
    if (error[0] == '\0') snprintf(error, sizeof self->traffic->error, "%s", what);
}

/* ---- one connection ------------------------------------------------------------------------------------------- */

static void begin(handshakes *self, slot *slot) {
    bool done;
    slot->since = clock_now();
    slot->received = 0;
    slot->fd = connect_one(self->server, self->begun++);
    if (slot->fd < 0) {
        fail(self, "handshake: connect");
        return;
    }
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = slot};
    slot->stage = SHAKING;
    self->open++;
    if (!self->resumed) {
        SSL_SESSION_free(slot->session.ticket);
        slot->session.ticket = NULL;
    }
    if (epoll_ctl(self->epoll, EPOLL_CTL_ADD, slot->fd, &event) != 0 || !session_begin(&slot->session)
            || !session_shake(&slot->session, slot->fd, &done)) {
        fail(self, "handshake");
    }
}

static void end(handshakes *self, slot *slot) {
    session_end(&slot->session);
    close(slot->fd);
    slot->stage = IDLE;
    self->open--;
    if (self->going && self->closed_loop) begin(self, slot);
}

static void record(handshakes *self, slot *slot) {
    traffic *traffic = self->traffic;
    bool reused = SSL_session_reused(slot->session.ssl) == 1;
    if (!reused) slot->full++;
    if (self->resumed && slot->full > FIRST_FULL) {
        refuse(self, "the server resumes no sessions");
    } else if (self->closed_loop && reused == self->resumed) {
        traffic->now = clock_now();
        traffic->completed++;
        if (traffic->now >= traffic->measure_from && traffic->now < traffic->measure_until) {
            histogram_record(&traffic->latency, traffic->now - slot->since);
        }
    }
}

/* The message came back: what was to be measured is over, and the connection ends, from this side first. */
static void answered(handshakes *self, slot *slot) {
    record(self, slot);
    SSL_shutdown(slot->session.ssl);
    if (!session_flush(&slot->session, slot->fd)) fail(self, "handshake: end");
    shutdown(slot->fd, SHUT_WR);
    slot->stage = ENDING;
}

static void read_answer(handshakes *self, slot *slot) {
    ssize_t count = session_read(&slot->session, slot->answer + slot->received, MESSAGE - slot->received);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) {
        fail(self, "handshake: answer");
        return;
    }
    slot->received += (size_t) count;
    if (slot->received < MESSAGE) return;
    if (memcmp(slot->answer, pattern_at(0), MESSAGE) != 0) refuse(self, "handshake: wrong answer");
    answered(self, slot);
}

static void shake(handshakes *self, slot *slot) {
    bool done;
    if (!session_shake(&slot->session, slot->fd, &done)) {
        fail(self, "handshake");
    } else if (done) {
        slot->stage = WAITING;
        if (!session_write(&slot->session, pattern_at(0), MESSAGE) || !session_flush(&slot->session, slot->fd)) {
            fail(self, "handshake: message");
        }
    }
}

static void receive(handshakes *self, slot *slot) {
    ssize_t count = session_receive(&slot->session, slot->fd, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return;
    if (slot->stage == ENDING) {
        if (count <= 0) end(self, slot); /* some servers reset a connection that has ended */
    } else if (count <= 0) {
        if (count == 0) errno = ECONNRESET;
        fail(self, "handshake");
    } else if (slot->stage == SHAKING) {
        shake(self, slot);
    } else {
        read_answer(self, slot);
    }
}

/* ---- all of them ---------------------------------------------------------------------------------------------- */

static slot *idle_slot(handshakes *self) {
    for (unsigned i = 0; i < self->count; i++) {
        if (self->slots[i].stage == IDLE) return &self->slots[i];
    }
    return NULL;
}

static void begin_due(handshakes *self) {
    while (self->going && !self->closed_loop && self->traffic->error[0] == '\0'
            && schedule_next(&self->schedule) <= clock_now()) {
        slot *idle = idle_slot(self);
        if (idle == NULL) {
            refuse(self, "the server does not keep up with the handshakes");
            return;
        }
        self->schedule.given++;
        begin(self, idle);
    }
}

void handshakes_poll(handshakes *self) {
    struct epoll_event events[EVENTS];
    begin_due(self);
    if (self->open == 0) return;
    int count = epoll_wait(self->epoll, events, EVENTS, 0);
    for (int i = 0; i < count && self->traffic->error[0] == '\0'; i++) receive(self, events[i].data.ptr);
}

void handshakes_start(handshakes *self) {
    self->going = true;
    schedule_begin(&self->schedule, clock_now());
    for (unsigned i = 0; i < self->count && self->closed_loop; i++) {
        if (self->slots[i].stage == IDLE && self->traffic->error[0] == '\0') begin(self, &self->slots[i]);
    }
}

void handshakes_stop(handshakes *self) {
    self->going = false;
}

unsigned handshakes_open(const handshakes *self) {
    return self == NULL ? 0 : self->open;
}

/* Goes on until a time, or until none is under way; the server has to do something now and then. */
static void go_on(handshakes *self, uint64_t until) {
    traffic *traffic = self->traffic;
    uint64_t seen = traffic->completed, since = clock_now();
    unsigned open = self->open;
    traffic->now = since;
    while (traffic->error[0] == '\0' && traffic->now < until && (self->going || self->open > 0)) {
        handshakes_poll(self);
        traffic->now = clock_now();
        if (traffic->completed != seen || self->open != open) {
            seen = traffic->completed;
            open = self->open;
            since = traffic->now;
        } else if (traffic->now > since + (uint64_t) (PATIENCE * SECOND)) {
            refuse(self, "no handshake for 10 s");
        }
    }
}

double handshakes_run(handshakes *self, double seconds, double warmup) {
    traffic *traffic = self->traffic;
    histogram_clear(&traffic->latency);
    traffic->completed = 0;
    traffic->measure_from = clock_now() + (uint64_t) (warmup * SECOND);
    traffic->measure_until = traffic->measure_from + (uint64_t) (seconds * SECOND);
    handshakes_start(self);
    go_on(self, traffic->measure_until);
    uint64_t end = traffic->now < traffic->measure_until ? traffic->now : traffic->measure_until;
    handshakes_stop(self);
    go_on(self, UINT64_MAX);
    return end > traffic->measure_from ? (double) (end - traffic->measure_from) / SECOND : 0;
}

void handshakes_free(handshakes *self) {
    if (self == NULL) return;
    for (unsigned i = 0; i < self->count; i++) {
        if (self->slots[i].stage != IDLE) close(self->slots[i].fd);
        session_free(&self->slots[i].session);
    }
    close(self->epoll);
    free(self->slots);
    free(self);
}
