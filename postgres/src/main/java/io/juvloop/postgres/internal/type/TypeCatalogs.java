package io.juvloop.postgres.internal.type;

import io.juvloop.EventLoop;
import io.juvloop.LoopLocal;
import io.juvloop.postgres.internal.base.RecentMap;
import java.util.Map;

/// The type catalogs of a loop: one for each database that its connections have been to lately, and for each set
/// of options.
///
/// Loop thread only. One a loop; it ends with the loop.
public final class TypeCatalogs {
    private static final int MOST = 64; // a program that makes new options for each connection must not fill the loop
    private static final LoopLocal<TypeCatalogs> OF_LOOP = LoopLocal.withInitial(loop -> new TypeCatalogs());

    private final Map<Place, TypeCatalog> catalogs = new RecentMap<>(MOST);

    /// @param server host and port
    private record Place(String server, String database, TypeOptions options) {}

    private TypeCatalogs() {}

    /// The catalogs of a loop.
    ///
    /// @param loop the running one
    /// @return the same each time
    public static TypeCatalogs of(EventLoop loop) {
        return OF_LOOP.get(loop);
    }

    /// The catalog of a database.
    ///
    /// @param server its host and port
    /// @param database its name
    /// @param options what the program says of types
    /// @return the same for equal arguments
    public TypeCatalog get(String server, String database, TypeOptions options) {
        return catalogs.computeIfAbsent(new Place(server, database, options), place -> new TypeCatalog(options));
    }
}
