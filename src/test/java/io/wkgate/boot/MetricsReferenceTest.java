package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.wkgate.config.SettingsLoader;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestCertificates;
import io.wkgate.testing.TestGateway;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: docs/metrics.md is what a gateway with everything switched on measures, no metric that the sources name is
 * missing in it, and each says what it means and in which unit.
 */
@ExtendWith(DatabaseServerExtension.class)
class MetricsReferenceTest {

    private static final Path CHINESE = Path.of("src", "test", "resources", "metrics.zh-CN.properties");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern NAME = Pattern.compile("\"(wkgate\\.[a-z.]+)\"");

    @TempDir
    private Path certificate;

    private final Vertx vertx = Vertx.vertx();
    private Gateway gateway;

    @BeforeEach
    void start(ConnectionDetails database) throws Exception {
        Simulator upstream =
                Simulator.start(vertx, SimulatorOptions.of(Profile.V2_2_5)).await();
        Map<String, String> variables = new HashMap<>(Map.of(
                "WKGATE_UPSTREAM_URLS",
                upstream.url(),
                "WKGATE_RELAY_DESTINATIONS",
                "[{\"name\": \"business\", \"url\": \"http://business.example/webhook\"}]"));
        new TestCertificates().issue("wkgate", "wkgate.example").writeTo(certificate);
        for (String listener : List.of("INTAKE", "API", "OPS")) {
            variables.put(
                    "WKGATE_" + listener + "_TLS_CERTIFICATE",
                    certificate.resolve("tls.crt").toString());
            variables.put(
                    "WKGATE_" + listener + "_TLS_KEY",
                    certificate.resolve("tls.key").toString());
        }
        gateway = Gateway.start(SettingsLoader.load(null, TestGateway.environment(database, variables)), true);
        // Two come with what they measure: a known node, and a collection.
        System.gc();
        await().until(() -> names().contains("wkgate.upstream.version") && names().contains("jvm.gc.pause"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        EndOf.vertx(vertx);
    }

    private MeterRegistry meters() {
        return gateway.meters();
    }

    private Set<String> names() {
        return meters().getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ownNames() {
        return names().stream()
                .filter(name -> name.startsWith("wkgate."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageIsWhatIsMeasured() throws Exception {
        assertCurrent("metrics.md", new MetricsPage(meters()));
    }

    @Test
    void theChinesePageIsTheSame() throws Exception {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(CHINESE)) {
            words.load(reader);
        }
        assertCurrent("metrics.zh-CN.md", new MetricsPage(meters(), Optional.of(words)));
    }

    private static void assertCurrent(String name, MetricsPage page) throws IOException {
        Path kept = Path.of("docs", name);
        Path made = Path.of("target", name);
        Files.createDirectories(made.getParent());
        Files.writeString(made, page.text());
        assertThat(kept).as("it is missing: cp " + made + " " + kept).exists();
        assertThat(Files.readString(kept))
                .as("it is stale: cp " + made + " " + kept)
                .isEqualTo(Files.readString(made));
    }

    /** One that comes only with its first event would be forgotten by the page, and by alerts on its increase. */
    @Test
    void everyMetricOfTheSourcesIsThereFromTheStart() throws Exception {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<String> named = files.filter(file -> file.toString().endsWith(".java"))
                    .map(MetricsReferenceTest::text)
                    .filter(source -> source.contains("io.micrometer.core.instrument."))
                    .flatMap(source -> NAME.matcher(source).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named).isNotEmpty().isEqualTo(ownNames());
        }
    }

    @Test
    void eachSaysWhatItMeansAndInWhichUnit() {
        assertThat(meters().getMeters()).filteredOn(MetricsPage::isOwn).allSatisfy(meter -> {
            Meter.Id id = meter.getId();
            assertThat(id.getDescription())
                    .as(id.getName())
                    .isNotBlank()
                    .doesNotContain("|")
                    .doesNotEndWith(".");
            assertThat(id.getBaseUnit()).as(id.getName()).isNotBlank();
            if (id.getName().endsWith(".seconds")) {
                assertThat(id.getBaseUnit()).isEqualTo("seconds");
            }
        });
        assertThat(names()).allMatch(name -> name.matches("(wkgate|jvm|process|system)\\..*"));
    }

    /** An alarm is on the age; how much there is tells what to expect. */
    @Test
    void everyQueueHasItsDepthAndTheAgeOfItsOldest() {
        Set<String> depths = ownNames().stream()
                .filter(name -> name.matches(".*\\.(waiting|open)|wkgate\\.deadletters"))
                .map(name -> name.replaceFirst("\\.(waiting|open)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ages = ownNames().stream()
                .filter(name -> name.endsWith(".oldest.seconds"))
                .map(name -> name.replaceFirst("\\.oldest\\.seconds$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(depths).hasSizeGreaterThan(5).isEqualTo(ages);
    }

    /** The names on the page are those that Prometheus gets, whatever the unit. */
    @Test
    void prometheusGetsThemUnderTheseNames() {
        MetricsPage page = new MetricsPage(meters());
        String scraped = gateway.meters().scrape();
        assertThat(meters().getMeters())
                .filteredOn(MetricsPage::isOwn)
                .allSatisfy(meter -> assertThat(scraped).contains("\n# TYPE " + page.shownName(meter) + " "));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
