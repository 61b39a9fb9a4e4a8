package io.wkgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: what the pages point at is there, the settings they name exist, and both READMEs show the same. */
class DocumentationTest {

    private static final Path ENGLISH = Path.of("README.md");
    private static final Path CHINESE = Path.of("README.zh-CN.md");

    private static final Pattern BLOCK = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile(
            "`((?:intake|database|upstream|api|revoke|reading|gap|relay|ops|shutdown|log)\\.[a-z-]+)[`:]");

    /** The page that {@code SettingsReferenceTest} holds against the settings themselves. */
    private static final Pattern KNOWN = Pattern.compile("^\\| `([a-z.-]+)` ", Pattern.MULTILINE);

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            List<Path> pages = new ArrayList<>(List.of(ENGLISH, CHINESE, Path.of("CHANGELOG.md")));
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
            return pages;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        Path folder = page.toAbsolutePath().getParent();
        LINK.matcher(prose(page)).results().forEach(link -> {
            Path target = link.group(1).isEmpty()
                    ? page.toAbsolutePath()
                    : folder.resolve(link.group(1)).normalize();
            assertThat(target).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as(link.group()).contains(link.group(2));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingThatIsNamedExists(Path page) throws IOException {
        Set<String> known = names(KNOWN, Path.of("docs", "configuration.md"));
        // A finding of the doctor is written like a setting; DoctorPageTest holds these against the code.
        known.addAll(names(KNOWN, Path.of("docs", "doctor.md")));
        assertThat(known).isNotEmpty().containsAll(names(SETTING, page));
    }

    private static Set<String> names(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bothReadmesShowTheSame(Pattern shape) throws IOException {
        assertThat(count(shape, CHINESE)).isEqualTo(count(shape, ENGLISH));
    }

    /** Headings, blocks, rows of tables, and calls. */
    static Stream<Pattern> shapes() {
        return Stream.of("^#+ ", "^```", "^\\|", "^curl |^java -jar ")
                .map(shape -> Pattern.compile(shape, Pattern.MULTILINE));
    }

    private static long count(Pattern shape, Path page) throws IOException {
        return shape.matcher(Files.readString(page)).results().count();
    }

    private static String prose(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).replaceAll("");
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path page) {
        try {
            return HEADING.matcher(prose(page))
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
