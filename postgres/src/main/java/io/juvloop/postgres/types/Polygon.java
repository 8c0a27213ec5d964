package io.juvloop.postgres.types;

import java.util.List;
import java.util.stream.Collectors;

/// A `polygon`: the area inside of a closed path.
///
/// Any thread.
///
/// @param points its corners, at least one
public record Polygon(List<Point> points) {
    /// Copies the list.
    public Polygon {
        points = List.copyOf(points);
    }

    @Override
    public String toString() {
        return points.stream().map(Point::toString).collect(Collectors.joining(",", "(", ")"));
    }
}
