package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Box;
import io.juvloop.postgres.types.Circle;
import io.juvloop.postgres.types.Line;
import io.juvloop.postgres.types.Lseg;
import io.juvloop.postgres.types.Path;
import io.juvloop.postgres.types.Point;
import io.juvloop.postgres.types.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The geometric types: coordinates as `float8`, in `path` and `polygon` after a count.
///
/// Any thread.
///
/// @param <T> the record
final class GeometricCodec<T> extends TypeCodec<T> {
    private static final int POINT_SIZE = 2 * Double.BYTES;

    private final BiConsumer<T, OutBuffer> writer;
    private final Function<ValueReader, T> reader;

    private GeometricCodec(Class<T> javaType, BiConsumer<T, OutBuffer> writer, Function<ValueReader, T> reader) {
        super(javaType);
        this.writer = writer;
        this.reader = reader;
    }

    static TypeCodec<Point> point() {
        return new GeometricCodec<>(Point.class, GeometricCodec::put, GeometricCodec::point);
    }

    static TypeCodec<Line> line() {
        return new GeometricCodec<>(
                Line.class,
                (line, out) -> {
                    out.putDouble(line.a());
                    out.putDouble(line.b());
                    out.putDouble(line.c());
                },
                in -> new Line(in.getDouble(), in.getDouble(), in.getDouble()));
    }

    static TypeCodec<Lseg> lseg() {
        return new GeometricCodec<>(
                Lseg.class,
                (segment, out) -> {
                    put(segment.start(), out);
                    put(segment.end(), out);
                },
                in -> new Lseg(point(in), point(in)));
    }

    static TypeCodec<Box> box() {
        return new GeometricCodec<>(
                Box.class,
                (box, out) -> {
                    put(box.high(), out);
                    put(box.low(), out);
                },
                in -> new Box(point(in), point(in)));
    }

    static TypeCodec<Path> path() {
        return new GeometricCodec<>(
                Path.class,
                (path, out) -> {
                    out.putByte(path.isClosed() ? 1 : 0);
                    put(path.points(), out);
                },
                in -> {
                    boolean isClosed = in.getByte() != 0;
                    return new Path(points(in), isClosed);
                });
    }

    static TypeCodec<Polygon> polygon() {
        return new GeometricCodec<>(
                Polygon.class, (polygon, out) -> put(polygon.points(), out), in -> new Polygon(points(in)));
    }

    static TypeCodec<Circle> circle() {
        return new GeometricCodec<>(
                Circle.class,
                (circle, out) -> {
                    put(circle.center(), out);
                    out.putDouble(circle.radius());
                },
                in -> new Circle(point(in), in.getDouble()));
    }

    private static void put(Point point, OutBuffer out) {
        out.putDouble(point.x());
        out.putDouble(point.y());
    }

    private static void put(List<Point> points, OutBuffer out) {
        out.putInt(points.size());
        points.forEach(point -> put(point, out));
    }

    private static Point point(ValueReader in) {
        return new Point(in.getDouble(), in.getDouble());
    }

    private static List<Point> points(ValueReader in) {
        int count = in.getCount(POINT_SIZE);
        List<Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(point(in));
        }
        return points;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!javaType().isInstance(value)) {
            throw Misfit.argument(value, javaType().getSimpleName());
        }
        writer.accept(javaType().cast(value), out);
    }

    @Override
    public T decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        T value = reader.apply(in);
        in.requireEnd();
        return value;
    }
}
