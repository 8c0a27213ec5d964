package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;

/// Who came in which order, to check that nobody is overtaken: who is served while others stand before it says
/// that these have given up, though they may not have run since, and then none of them may be served.
final class Line {
    private final ArrayDeque<Place> places = new ArrayDeque<>();

    /// One that stands in the line.
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
