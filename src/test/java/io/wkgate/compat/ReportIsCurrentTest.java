package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: the checked-in report says what the files of the matrix say, and what it points at is there. */
class ReportIsCurrentTest {

    private static final Path FOLDER = Path.of("compat-matrix");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)");

    @ParameterizedTest
    @EnumSource
    void thePageIsWhatTheMatrixSays(Language language) throws Exception {
        assertThat(Files.readString(FOLDER.resolve(MarkdownReport.file(language))))
                .as("make it anew: " + MarkdownReport.command(language))
                .isEqualTo(MarkdownReport.of(Matrix.load(), language));
    }

    @ParameterizedTest
    @EnumSource
    void everyLinkLeadsSomewhere(Language language) {
        String page = MarkdownReport.of(Matrix.load(), language);
        Matcher links = LINK.matcher(page);
        while (links.find()) {
            String target = links.group(1);
            if (target.startsWith("#")) {
                assertThat(page).contains("<a id=\"" + target.substring(1) + "\">");
            } else {
                assertThat(FOLDER.resolve(target)).exists();
            }
        }
    }
}
