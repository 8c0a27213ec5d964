package io.juvloop.postgres.types;

import java.util.List;
import java.util.stream.Collectors;

/// A `path`: points joined by straight lines.
///
/// Any thread.
///
/// @param points at least one
/// @param isClosed whether a line joins the last with the first
public record Path(List<Point> points, boolean isClosed) {
    /// Copies the list.
    public Path {
        points = List.copyOf(points);
    }

    @Override
    public String toString() {
        String joined = points.stream().map(Point::toString).collect(Collectors.joining(","));
        return isClosed ? "(" + joined + ")" : "[" + joined + "]";
    }
}
