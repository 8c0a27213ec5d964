package io.juvloop.postgres.internal.statement;

import io.juvloop.EventLoop;
import io.juvloop.LoopLocal;
import io.juvloop.postgres.internal.base.RecentMap;
import io.juvloop.postgres.internal.type.TypeCatalog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the connections of a loop to one database, as one user, know of statements together.
///
/// With it a connection that meets a statement for the first time sends Parse, Bind and Execute at once. It also
/// knows whether there is a pooler in between that loses named statements.
///
/// Loop thread only. One for each place in each loop; it ends with the loop.
public final class Descriptions {
    private static final int MOST_PLACES = 64;
    private static final LoopLocal<Map<Place, Descriptions>> OF_LOOP =
            LoopLocal.withInitial(loop -> new RecentMap<>(MOST_PLACES));
    private static final int MOST = 1024;
    private static final int LOSSES_OF_A_POOLER = 2;

    private final Map<String, Description> bySql = new RecentMap<>(MOST);
    private int losses;

    /// @param catalog one for each database and set of codecs: a description refers to codecs of its catalog
    private record Place(TypeCatalog catalog, String user, String searchPath) {}

    private Descriptions() {}

    /// What is known of a place.
    ///
    /// @param loop the running one
    /// @param catalog the types of the database
    /// @param user its name
    /// @param searchPath as the server reports it, empty if it does not
    /// @return the same each time
    public static Descriptions of(EventLoop loop, TypeCatalog catalog, String user, String searchPath) {
        return OF_LOOP.get(loop).computeIfAbsent(new Place(catalog, user, searchPath), place -> new Descriptions());
    }

    /// What is known of a statement.
    ///
    /// @param sql its text
    /// @return null if nothing is, or what is known is outdated
    public @Nullable Description get(String sql) {
        Description known = bySql.get(sql);
        return known != null && known.isCurrent() ? known : null;
    }

    /// Keeps what is known of a statement.
    ///
    /// @param sql its text
    /// @param description what the server said
    public void put(String sql, Description description) {
        bySql.put(sql, description);
    }

    /// Forgets a statement.
    ///
    /// @param sql its text
    public void remove(String sql) {
        bySql.remove(sql);
    }

    /// Forgets all statements.
    public void clear() {
        bySql.clear();
    }

    /// Notes that a server has lost a named statement.
    ///
    /// @return whether that makes it certain that there is a pooler, now and not before
    public boolean addLoss() {
        losses++;
        return losses == LOSSES_OF_A_POOLER;
    }

    /// Whether named statements get lost here.
    ///
    /// @return whether they do
    public boolean losesStatements() {
        return losses >= LOSSES_OF_A_POOLER;
    }
}
