package io.juvloop.postgres.server;

import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts the server before the first test class that wants one, and makes and drops a database for each.
///
/// On the threads of JUnit.
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    /// For JUnit.
    public PostgresExtension() {}

    /// Before any loop of a test exists, whose descriptors are counted.
    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        if (context.getStore(NAMESPACE).get(TestDatabase.class) == null) { // of an enclosing class
            context.getStore(NAMESPACE)
                    .put(TestDatabase.class, TestServer.shared().createDatabase(type.getSimpleName()));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TestDatabase own = context.getStore(NAMESPACE).remove(TestDatabase.class, TestDatabase.class);
        if (own != null) {
            own.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestDatabase.class || type == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDatabase database = Objects.requireNonNull(
                context.getStore(NAMESPACE).get(TestDatabase.class, TestDatabase.class),
                "the class is no PostgresTest");
        return parameter.getParameter().getType() == TestServer.class ? database.server() : database;
    }
}
