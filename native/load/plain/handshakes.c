/* There are no handshakes without TLS: the options refuse to ask for them. */
#include "../handshakes.h"

handshakes *handshakes_new(const load_options *options, const struct addrinfo *server, traffic *traffic) {
    (void) options;
    (void) server;
    (void) traffic;
    return NULL;
}

double handshakes_run(handshakes *self, double seconds, double warmup) {
    (void) self;
    (void) seconds;
    (void) warmup;
    return 0;
}

void handshakes_poll(handshakes *self) {
    (void) self;
}

void handshakes_start(handshakes *self) {
    (void) self;
}

void handshakes_stop(handshakes *self) {
    (void) self;
}

unsigned handshakes_open(const handshakes *self) {
    (void) self;
    return 0;
}

void handshakes_free(handshakes *self) {
    (void) self;
}
