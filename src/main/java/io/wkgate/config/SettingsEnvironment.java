package io.wkgate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of the environment, by name. {@code …_FILE} names a file that holds the value. */
final class SettingsEnvironment {

    /** Kubernetes and Docker set these for a service that is called wkgate; they are no settings of ours. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_SERVICE_(HOST|PORT(_.*)?)|.*_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private static final Pattern SERVICE_LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

    private static final String FILE_SUFFIX = "_FILE";

    private SettingsEnvironment() {}

    static Map<String, String> read(Map<String, String> environment, List<String> mistakes) {
        Map<String, String> names = SettingDescription.all().stream()
                .collect(Collectors.toMap(SettingDescription::variable, SettingDescription::name));
        Map<String, String> values = new LinkedHashMap<>();
        environment.forEach((variable, value) -> {
            if (!variable.startsWith(SettingDescription.PREFIX) || isServiceLink(variable, value)) {
                return;
            }
            String base = variable.endsWith(FILE_SUFFIX)
                    ? variable.substring(0, variable.length() - FILE_SUFFIX.length())
                    : variable;
            if (names.containsKey(variable)) {
                values.put(names.get(variable), value);
            } else if (!names.containsKey(base)) {
                Set<String> known = variable.equals(base) ? names.keySet() : fileVariables(names.keySet());
                mistakes.add("the variable " + variable + " names no setting" + NearestName.hint(variable, known));
            } else if (environment.containsKey(base)) {
                mistakes.add("the variables " + base + " and " + variable + " are both set; keep one");
            } else {
                fromFile(variable, value, mistakes, names.get(base), values);
            }
        });
        return values;
    }

    private static Set<String> fileVariables(Set<String> variables) {
        return variables.stream().map(variable -> variable + FILE_SUFFIX).collect(Collectors.toSet());
    }

    private static boolean isServiceLink(String variable, String value) {
        return SERVICE_LINK.matcher(variable).matches()
                || (variable.endsWith("_PORT")
                        && SERVICE_LINK_VALUE.matcher(value).matches());
    }

    private static void fromFile(
            String variable, String file, List<String> mistakes, String name, Map<String, String> values) {
        try {
            values.put(name, Files.readString(Path.of(file)).strip());
        } catch (IOException | InvalidPathException e) {
            mistakes.add("the file that " + variable + " names cannot be read: " + file);
        }
    }
}
