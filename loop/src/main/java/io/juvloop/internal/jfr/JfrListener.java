package io.juvloop.internal.jfr;

import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/// Learns of the first recording of this process, at once if there has been one.
///
/// Any thread. See [FlightRecorderListener].
final class JfrListener implements FlightRecorderListener {
    void begin() {
        FlightRecorder.addListener(this);
    }

    void end() {
        FlightRecorder.removeListener(this);
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        JfrRecorder.install(); // named nowhere else, or the verifier would load it
    }
}
