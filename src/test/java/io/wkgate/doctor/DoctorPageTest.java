package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The promise: docs/doctor.md has a row for every finding there is and for no other, and its table of the commonest mistakes
 * has one test for each row.
 */
class DoctorPageTest {

    private static final Path PAGE = Path.of("docs", "doctor.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "wkgate");

    private static final String AREAS = "(?:database|upstream|webhook|destinations|gateway|settings|doctor)";
    private static final Pattern IN_CODE = Pattern.compile("\"(" + AREAS + "\\.[a-z-]+)\"");
    private static final Pattern ROW = Pattern.compile("^\\| `(" + AREAS + "\\.[a-z-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern MISTAKE = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE);
    private static final Pattern SAID = Pattern.compile("`(" + AREAS + "\\.[a-z-]+)`");
    private static final Pattern TEST = Pattern.compile("mistake(\\d+)");

    @Test
    void everyFindingHasARow() throws IOException {
        assertThat(matches(ROW, Files.readString(PAGE))).isEqualTo(ids()).hasSizeGreaterThan(90);
    }

    @Test
    void everyMistakeOfTheTableIsReproduced() throws IOException {
        Set<String> tested = Arrays.stream(TenMistakesTest.class.getDeclaredMethods())
                .map(method -> TEST.matcher(method.getName()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(matches(MISTAKE, Files.readString(PAGE))).isEqualTo(tested).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void whatTheTableSaysIsAFindingAndIsTried() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> MISTAKE.matcher(line).find())
                .toList();
        String tests =
                Files.readString(Path.of("src", "test", "java", "io", "wkgate", "doctor", "TenMistakesTest.java"));
        Set<String> findings = ids();
        for (String row : rows) {
            Set<String> said = matches(SAID, row);
            said.retainAll(findings);
            assertThat(said).as(row).isNotEmpty().anyMatch(id -> tests.contains("\"" + id + "\""));
        }
    }

    private static Set<String> ids() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Stream.concat(
                Files.list(SOURCES.resolve("doctor")),
                Stream.of(
                        SOURCES.resolve("cli").resolve("DoctorCommand.java"),
                        SOURCES.resolve("cli").resolve("GatewayVisit.java")))) {
            for (Path file : files.toList()) {
                ids.addAll(matches(IN_CODE, Files.readString(file)));
            }
        }
        return ids;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
