package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.wkgate.compat.Matrix;
import io.wkgate.compat.RunningNode;
import io.wkgate.compat.SampleMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: in a real browser the page is readable and usable for everybody, light and dark, wide and narrow, in both
 * languages, without an error and without asking anybody else. Screenshots are kept in {@code target/screenshots}.
 */
@EnabledIf(
        value = "hasChromium",
        disabledReason = "no chromium in PATH and none named by CHROMIUM: see .ci/install-chromium")
class CompatPageInBrowserTest {

    private static final Path SHOTS = Path.of("target", "screenshots");

    private static final int WIDE = 1440;
    private static final int NARROW = 390;

    /** Everything that wkgate knows. */
    private static CompatPageServer whole;

    /** A few features in every state, for what a browser does slowly. */
    private static CompatPageServer sample;

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    static boolean hasChromium() {
        return Chromium.program().isPresent();
    }

    @BeforeAll
    static void start() {
        RunningNode away = CompatPageServer.node(2, "unreachable", "2.x", "v2.0.4-beta-20240904");
        whole = new CompatPageServer(
                Matrix.load(), List.of(CompatPageServer.node(1, "known", "2.x", "v2.0.4-beta-20240904"), away));
        sample = new CompatPageServer(
                SampleMatrix.make(), List.of(CompatPageServer.node(1, "known", "2.x", "v2.0.7-20241012"), away));
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        whole.close();
        sample.close();
    }

    @ParameterizedTest
    @CsvSource({
        "LIGHT, 1440, en",
        "DARK, 1440, en",
        "LIGHT, 1440, zh",
        "DARK, 1440, zh",
        "LIGHT, 390, zh",
        "DARK, 390, en"
    })
    void everybodyCanReadIt(ColorScheme scheme, int width, String language) throws Exception {
        try (BrowserContext profile = chromium.profile(scheme, width, 900, language)) {
            Page page = opened(profile, sample);
            assertThat(page.locator("html").getAttribute("lang")).startsWith(language);
            openAll(page);
            assertThat(violations(page, "")).isEmpty();
            assertThat(complaints).isEmpty();
            assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith(sample.url("/compat")));
        }
    }

    @Test
    void theWholeMatrixIsReadableWithTheReadersVersionFirstAndInSight() throws Exception {
        try (BrowserContext profile = chromium.profile(ColorScheme.LIGHT, WIDE, 900, "en")) {
            Page page = opened(profile, whole);
            // Colours are those of the sample, and take axe minutes here.
            assertThat(violations(page, "'color-contrast': {enabled: false}")).isEmpty();
            Locator heads = page.locator("table.matrix thead th");
            assertThat(heads.nth(1).innerText()).contains("v2.0.4").contains("yours");
            Matrix matrix = Matrix.load();
            assertThat(heads.count()).isEqualTo(1 + matrix.versions().size());
            assertThat(page.locator("table.matrix tbody th[scope=row]").count())
                    .isEqualTo((int) matrix.features().count());

            Locator last = page.locator("table.matrix tbody tr").last();
            last.evaluate("row => row.scrollIntoView({behavior: 'instant'})");
            assertThat(heads.nth(1).boundingBox().y).as("the head, scrolled").isBetween(0.0, 5.0);
            Locator sentence = last.locator("td .text").first();
            assertThat(sentence.isVisible()).isTrue();
            assertThat(sentence.innerText()).isNotBlank();
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aCellOpensWithTheKeyboardAndShowsItsEvidence() {
        try (BrowserContext profile = chromium.profile(ColorScheme.LIGHT, WIDE, 900, "en")) {
            Page page = opened(profile, sample);
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.getAttribute('href')"))
                    .isEqualTo("#matrix");
            Locator cell = page.locator("table.matrix td").first();
            assertThat(cell.locator(".more").isVisible()).isFalse();
            cell.locator("summary").focus();
            page.keyboard().press("Enter");
            assertThat(cell.locator(".more").isVisible()).isTrue();
            assertThat(cell.locator(".more").innerText()).contains("Evidence").containsPattern("\\d{4}-\\d\\d-\\d\\d");
        }
    }

    @Test
    void aPhoneShowsEveryCellWithoutSidewaysScrolling() {
        try (BrowserContext profile = chromium.profile(ColorScheme.LIGHT, NARROW, 844, "en")) {
            Page page = opened(profile, whole);
            assertThat(sideways(page)).as("closed").isFalse();
            Locator row = page.locator("table.matrix tbody tr:not(.group)").first();
            assertThat(row.locator("td .word").count())
                    .isEqualTo(Matrix.load().versions().size());
            for (Locator word : row.locator("td .word").all()) {
                assertThat(word.isVisible()).isTrue();
            }
            openAll(page);
            assertThat(sideways(page)).as("open").isFalse();
        }
    }

    @Test
    void anotherVersionIsAskedForWithoutAScript() {
        try (BrowserContext profile = chromium.profile(ColorScheme.LIGHT, WIDE, 900, "zh-CN")) {
            Page page = opened(profile, sample);
            page.locator("select").selectOption("v1.2.6");
            page.locator("form button").click();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
            assertThat(page.locator("table.matrix thead th").nth(1).innerText()).contains("v1.2.6");
            page.locator("header nav a").first().click();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
            assertThat(page.locator("table.matrix thead th").nth(1).innerText()).contains("v1.2.6");
            assertThat(complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, LIGHT, 1440, en", "dark, DARK, 1440, en", "zh, LIGHT, 1440, zh", "phone, LIGHT, 390, en"})
    void screenshotsAreKept(String name, ColorScheme scheme, int width, String language) {
        try (BrowserContext profile = chromium.profile(scheme, width, width > 1000 ? 1000 : 844, language)) {
            Page page = opened(profile, whole);
            shot(page, "compat-" + name);
            page.locator("details.upgrade:not(:has(.older))").last().evaluate("upgrade => upgrade.open = true");
            show(page, "#upgrades");
            shot(page, "compat-" + name + "-upgrades");
            page.locator("table.matrix td details").first().evaluate("cell => cell.open = true");
            show(page, "h2#matrix");
            shot(page, "compat-" + name + "-matrix");
            assertThat(complaints).isEmpty();
        }
    }

    private static void show(Page page, String place) {
        page.locator(place).evaluate("element => element.scrollIntoView({behavior: 'instant'})");
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
    }

    private Page opened(BrowserContext profile, CompatPageServer server) {
        Page page = profile.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> asked.add(request.url()));
        page.onRequestFailed(request -> complaints.add(request.url() + " " + request.failure()));
        page.onResponse(response -> {
            if (response.status() >= 400) {
                complaints.add(response.url() + " " + response.status());
            }
        });
        assertThat(page.navigate(server.url("/compat")).status()).isEqualTo(200);
        return page;
    }

    private static void openAll(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
    }

    private static boolean sideways(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** What axe finds, by its own rules: those of WCAG, A and AA, and good practice. */
    private static List<String> violations(Page page, String rules) throws IOException {
        page.evaluate(axe());
        Object result = page.evaluate("""
                async () => (await axe.run(document, {resultTypes: ['violations'], rules: {RULES}})).violations
                        .map(each => each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 3).map(node => node.html + ' '
                                + node.failureSummary).join(' | '))
                """.replace("RULES", rules));
        return ((List<?>) result).stream().map(String::valueOf).toList();
    }

    /** Run by the browser's own tools, which the page's policy does not bind. */
    private static String axe() throws IOException {
        try (InputStream script = CompatPageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
