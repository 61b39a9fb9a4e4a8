package io.wkgate.doctor;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server it is.
 *
 * @param product such as {@code MariaDB}
 * @param text as the server says it
 */
record DatabaseVersion(String product, int major, int minor, String text) {

    /** What speaks MySQL's protocol and is something else, by the word that its version or its comment holds. */
    private static final Map<String, String> UNTESTED = Map.of(
            "tidb", "TiDB",
            "oceanbase", "OceanBase",
            "polardb", "PolarDB",
            "vitess", "Vitess",
            "singlestore", "SingleStore",
            "doris", "Apache Doris",
            "starrocks", "StarRocks");

    /** MariaDB puts 5.5.5- before its number for clients that know none above 5. */
    private static final Pattern NUMBER = Pattern.compile("(?:5\\.5\\.5-(?=1))?(\\d+)\\.(\\d+).*");

    static DatabaseVersion of(ServerVariables variables) {
        String text = variables.text("version");
        String all = (text + " " + variables.text("version_comment")).toLowerCase(Locale.ROOT);
        Optional<String> other =
                UNTESTED.keySet().stream().filter(all::contains).findFirst().map(UNTESTED::get);
        Matcher number = NUMBER.matcher(text);
        boolean numbered = number.matches();
        return new DatabaseVersion(
                other.orElse(all.contains("mariadb") ? "MariaDB" : "MySQL"),
                numbered ? Integer.parseInt(number.group(1)) : 0,
                numbered ? Integer.parseInt(number.group(2)) : 0,
                text);
    }

    /** Whether wkgate is tried on it; on others what the server says of its engines means something else. */
    boolean tested() {
        return !UNTESTED.containsValue(product);
    }

    Finding finding() {
        return judged().with("product", product).with("version", text);
    }

    private Finding judged() {
        String id = "database.version";
        if (!tested()) {
            return Finding.warning(
                    id,
                    "The database is " + product + " (" + text + "), on which wkgate is untested.",
                    "It speaks MySQL's protocol, and may do other things than MySQL when two processes want the same"
                            + " row, or when a row is refused.",
                    "Try it with your own load before you rely on it, and run `wkgate doctor` after each upgrade of it.");
        }
        boolean mariaDb = product.equals("MariaDB");
        boolean enough = mariaDb ? major > 10 || (major == 10 && minor >= 6) : major >= 8;
        return enough
                ? Finding.good(id, "The database is " + product + " " + text + ".")
                : Finding.failure(
                        id,
                        "The database is " + product + " " + text + "; wkgate needs MySQL 8.0 or MariaDB 10.6.",
                        "Older ones do not know SELECT … SKIP LOCKED, by which processes share the work.",
                        "Upgrade the database, or name another one in database.url.");
    }
}
