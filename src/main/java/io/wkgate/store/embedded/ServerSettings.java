package io.wkgate.store.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * What makes one server different from another.
 *
 * @param directory where its data, its log and its run files are; one server at a time
 * @param login the account that the server makes sure of at every start, and the address it listens on
 * @param role what that account may do
 * @param options more lines for its option file, which win over those of this package
 */
public record ServerSettings(Path directory, ConnectionDetails login, Role role, List<String> options) {
    /** What the login of a server may do. */
    public enum Role {
        /** Everything in its own database, and nothing elsewhere. */
        OWNER,
        /** Everything. */
        ADMINISTRATOR
    }

    public ServerSettings {
        options = List.copyOf(options);
    }

    ServerSettings withPort(int port) {
        return new ServerSettings(directory, login.withPort(port), role, options);
    }

    Path data() {
        return directory.resolve("data");
    }

    /** What is needed while it runs, and may be deleted when it does not. */
    Path run() {
        return directory.resolve("run");
    }

    Path log() {
        return directory.resolve("mariadb.log");
    }

    /** Run by the server before it lets anyone in; repeating it changes nothing. */
    String initialStatements() {
        String account = "'%s'@'%s'".formatted(login.user(), login.host());
        return """
                CREATE DATABASE IF NOT EXISTS `%1$s` CHARACTER SET utf8mb4;
                CREATE USER IF NOT EXISTS %2$s IDENTIFIED BY '%3$s';
                ALTER USER %2$s IDENTIFIED BY '%3$s';
                %4$s;
                """.formatted(login.database(), account, login.password(), grant(account));
    }

    private String grant(String account) {
        return switch (role) {
            case OWNER -> "GRANT ALL PRIVILEGES ON `%s`.* TO %s".formatted(login.database(), account);
            case ADMINISTRATOR -> "GRANT ALL PRIVILEGES ON *.* TO %s WITH GRANT OPTION".formatted(account);
        };
    }
}
