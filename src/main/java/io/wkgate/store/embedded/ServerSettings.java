package io.wkgate.store.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * What makes one server different from another.
 *
 * @param directory where its data, its log and its run files are; one server at a time
 * @param login the account that the server makes sure of at every start, and the address it listens on
 * @param privileges what that account may do, as in {@code GRANT … TO}: {@code ALL PRIVILEGES ON `wkgate`.*}
 * @param options more lines for its option file, which win over those of this package
 */
public record ServerSettings(Path directory, ConnectionDetails login, String privileges, List<String> options) {
    public ServerSettings {
        options = List.copyOf(options);
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
                GRANT %4$s TO %2$s;
                """.formatted(login.database(), account, login.password(), privileges);
    }
}
