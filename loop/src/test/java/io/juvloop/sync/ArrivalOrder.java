package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;

/// The order of arrival, to check that no task is overtaken: when a task is served while others are ahead of
/// it, these have given up, though they may not have run since, and none of them may be served later.
final class ArrivalOrder {
    private final ArrayDeque<Place> places = new ArrayDeque<>();

    /// A place in the line.
    static final class Place {
        private boolean overtaken;
    }

    Place join() {
        Place place = new Place();
        places.addLast(place);
        return place;
    }

    void served(Place place) {
        assertThat(place.overtaken).as("overtaken").isFalse();
        for (Place before : places) {
            if (before.equals(place)) {
                return;
            }
            before.overtaken = true;
        }
    }

    void leave(Place place) {
        places.remove(place);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }
}
