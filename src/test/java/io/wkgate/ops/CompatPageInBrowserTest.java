package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.wkgate.compat.Matrix;
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
@EnabledIf(value = "hasChromium", disabledReason = "no chromium in PATH and none named by CHROMIUM: see .ci/install-chromium")
class CompatPageInBrowserTest {

    private static final Path SHOTS = Path.of("target", "screenshots");

    private static final int WIDE = 1440;
    private static final int NARROW = 390;

    private static CompatPageServer server;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    static boolean hasChromium() {
        return Chromium.program().isPresent();
    }

    @BeforeAll
    static void start() {
        server = new CompatPageServer(
                Matrix.load(),
                List.of(
                        CompatPageServer.node(1, "known", "2.x", "v2.0.4-beta-20240904"),
                        CompatPageServer.node(2, "unreachable", "2.x", "v2.0.4-beta-20240904")));
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "LIGHT, 1440, en", "DARK, 1440, en", "LIGHT, 1440, zh", "DARK, 1440, zh", "LIGHT, 390, zh", "DARK, 390, en"
    })
    void everybodyCanReadIt(ColorScheme scheme, int width, String language) throws Exception {
        try (BrowserContext profile = chromium.profile(scheme, width, 900, language)) {
            Page page = opened(profile, "/compat");
            assertThat(page.locator("html").getAttribute("lang")).startsWith(language);
            openOneOfEachKind(page);
            assertThat(violations(page)).isEmpty();
            assertThat(complaints).isEmpty();
            assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith(server.url("/compat")));
        }
    }

    @Test
    void theReadersVersionIsTheFirstColumnAndStaysInSight() {
        try (BrowserContext profile = chromium.profile(ColorScheme.LIGHT, WIDE, 900, "en")) {
            Page page = opened(profile, "/compat");
            Locator heads = page.locator("table.matrix thead th");
            assertThat(heads.nth(1).innerText()).contains("v2.0.4").contains("yours");
            Matrix matrix = Matrix.load();
            assertThat(heads.count()).isEqualTo(1 + matrix.versions().size());
            assertThat(page.locator("table.matrix tbody th[scope=row]").count())
                    .isEqualTo((int) matrix.features().count());

            Locator last = page.locator("table.matrix tbody tr").last();
            last.scrollIntoViewIfNeeded();
            assertThat(heads.nth(1).boundingBox().y).as("the head, scrolled").isBetween(0.0, 5.0);
            Locator sentence = last.locator("td .text").first();
            assertThat(sentence.isVisible()).isTrue();
            assertThat(sentence.innerText()).isNotBlank();
        }
    }

    @Test
    void aCellOpensWithTheKeyboardAndShowsItsEvidence() {
        try (BrowserContext profile = chromium.profile(ColorScheme.LIGHT, WIDE, 900, "en")) {
            Page page = opened(profile, "/compat");
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
            Page page = opened(profile, "/compat");
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
            Page page = opened(profile, "/compat");
            page.locator("select").selectOption("v2.2.5");
            page.locator("form button").click();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
            assertThat(page.locator("table.matrix thead th").nth(1).innerText()).contains("v2.2.5");
            page.locator("header nav a").first().click();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
            assertThat(page.locator("table.matrix thead th").nth(1).innerText()).contains("v2.2.5");
            assertThat(complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, LIGHT, 1440, en", "dark, DARK, 1440, en", "zh, LIGHT, 1440, zh", "phone, LIGHT, 390, en"})
    void screenshotsAreKept(String name, ColorScheme scheme, int width, String language) {
        try (BrowserContext profile = chromium.profile(scheme, width, width > 1000 ? 1000 : 844, language)) {
            Page page = opened(profile, "/compat");
            shot(page, "compat-" + name, false);
            shot(page, "compat-" + name + "-whole", true);
            page.locator("h2#matrix").evaluate("heading => heading.scrollIntoView({behavior: 'instant'})");
            page.locator("table.matrix td details").first().evaluate("cell => cell.open = true");
            shot(page, "compat-" + name + "-matrix", false);
            assertThat(complaints).isEmpty();
        }
    }

    private static void shot(Page page, String name, boolean whole) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(whole));
    }

    private Page opened(BrowserContext profile, String path) {
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
        assertThat(page.navigate(server.url(path)).status()).isEqualTo(200);
        return page;
    }

    /** All cells are made alike; axe would need minutes for all of them. */
    private static void openOneOfEachKind(Page page) {
        for (String kind : List.of("td.works", "td.through-wkgate", "td.degraded", "td.impossible", ".upgrades")) {
            Locator found = page.locator(kind + " details");
            if (found.count() > 0) {
                found.first().evaluate("details => details.open = true");
            }
        }
    }

    private static void openAll(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
    }

    private static boolean sideways(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** What axe finds, by the rules of WCAG 2.2 A and AA and its own good practices. */
    private static List<String> violations(Page page) throws IOException {
        page.evaluate(axe());
        Object result = page.evaluate("""
                async () => (await axe.run(document, {resultTypes: ['violations']})).violations
                        .map(each => each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 3).map(node => node.html + ' '
                                + node.failureSummary).join(' | '))
                """);
        return ((List<?>) result).stream().map(String::valueOf).toList();
    }

    /** Run by the browser's own tools, which the page's policy does not bind. */
    private static String axe() throws IOException {
        try (InputStream script = CompatPageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
