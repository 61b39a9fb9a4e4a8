package io.wkgate.testing;

import io.wkgate.store.embedded.ConnectionDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test, with {@code @ExtendWith(DatabaseServerExtension.class)}, the {@link ConnectionDetails} of a fresh
 * database of its own, or the {@link DatabaseServer} that all tests of the JVM share. Whoever breaks a server starts
 * another with {@link DatabaseServer#start()}.
 */
public final class DatabaseServerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DatabaseServerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ConnectionDetails.class || type == DatabaseServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        DatabaseServer server = shared(context);
        if (parameter.getParameter().getType() == DatabaseServer.class) {
            return server;
        }
        try {
            return server.createDatabase();
        } catch (SQLException e) {
            throw new ParameterResolutionException("Cannot create a database for the test", e);
        }
    }

    /** The server of this JVM, started by whoever asks first and closed by JUnit after the last test. */
    public static DatabaseServer shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(DatabaseServer.class, key -> start(), DatabaseServer.class);
    }

    private static DatabaseServer start() {
        try {
            return DatabaseServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
