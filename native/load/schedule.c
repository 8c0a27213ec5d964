#include "schedule.h"

#define SECOND 1000000000.0

void schedule_init(schedule *self, double rate) {
    self->interval = rate > 0 ? SECOND / rate : 0;
}

void schedule_begin(schedule *self, uint64_t now) {
    self->begin = now;
    self->given = 0;
    histogram_clear(&self->late);
}
