package io.wkgate.config;

import java.util.List;

/** Writes what the settings' own descriptions say: the reference page and the sample file. */
public final class SettingsReference {

    private SettingsReference() {}

    /** {@code docs/configuration.md}. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                <!-- Made from the settings' own descriptions (io.wkgate.config); a test fails when this page is stale. \
                To make it anew: java -jar target/wkgate.jar settings markdown > docs/configuration.md -->

                Settings stand in `conf/wkgate.yaml` (another file: `--config FILE`). A setting `intake.port` is also the
                environment variable `WKGATE_INTAKE_PORT`; a variable that ends in `_FILE` names a file that holds the
                value, for secrets. Environment beats file beats default. An unknown setting or a bad value stops the
                start, with every mistake listed at once.

                Durations are written `500ms`, `3s`, `5m`, `72h`, `30d`; sizes `512`, `64KiB`, `24MiB`, `1GiB`. A list is a
                YAML list in the file and comma-separated in a variable; a list of maps (`relay.destinations`) is JSON there.

                | setting | variable | default | what it does |
                |---|---|---|---|
                """);
        for (SettingDescription setting : SettingDescription.all()) {
            page.append("| `" + setting.name() + "` | `" + setting.variable() + "` | " + described(setting));
        }
        page.append("""

                ## A destination

                The keys of each entry of `relay.destinations`.

                | key | default | what it does |
                |---|---|---|
                """);
        for (SettingDescription key : SettingDescription.of(DestinationSettings.class)) {
            page.append("| `" + key.name() + "` | " + described(key));
        }
        return page.toString();
    }

    private static String described(SettingDescription setting) {
        String fallback = setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
        return (setting.required() ? "required" : fallback) + " | " + setting.help() + range(setting) + " |\n";
    }

    /** {@code conf/wkgate.yaml}: every setting, commented out, with its default. */
    public static String yaml() {
        StringBuilder file = new StringBuilder("""
                # Every setting of wkgate with its default. Take away a # to change one.
                # Made by: java -jar target/wkgate.jar settings yaml > conf/wkgate.yaml
                """);
        String group = "";
        for (SettingDescription setting : SettingDescription.all()) {
            List<String> name = List.of(setting.name().split("\\.", 2));
            if (!name.get(0).equals(group)) {
                group = name.get(0);
                file.append("\n").append(group).append(":\n");
            }
            file.append(wrapped("  # ", setting.help()));
            file.append(line("  # ", name.get(1), setting.fallback()));
            if (setting.structured()) {
                file.append(entry(setting.valueType()));
            }
        }
        return file.toString();
    }

    /** One entry of a list, with an example where it has no default. */
    private static String entry(Class<?> record) {
        StringBuilder lines = new StringBuilder();
        String dash = "- ";
        for (SettingDescription key : SettingDescription.of(record)) {
            lines.append(wrapped("  #     # ", key.help()));
            lines.append(line("  #   " + dash, key.name(), key.required() ? key.example() : key.fallback()));
            dash = "  ";
        }
        return lines.toString();
    }

    private static String line(String indent, String key, String value) {
        return (indent + key + ": " + quoted(value)).stripTrailing() + "\n";
    }

    /** YAML takes a brace at the beginning for a map of its own. */
    private static String quoted(String value) {
        return value.startsWith("{") ? "\"" + value + "\"" : value;
    }

    private static String wrapped(String indent, String help) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(indent.stripTrailing());
        for (String word : help.split(" ")) {
            if (line.length() + word.length() > 110) {
                lines.append(line).append("\n");
                line = new StringBuilder(indent.stripTrailing());
            }
            line.append(" ").append(word);
        }
        return lines.append(line).append("\n").toString();
    }

    private static String range(SettingDescription setting) {
        if (setting.valueType() != int.class) {
            return "";
        }
        return setting.min() == Long.MIN_VALUE ? "" : " (%d … %d)".formatted(setting.min(), setting.max());
    }
}
