package io.wkgate.doctor;

import static io.wkgate.event.EventKind.MSG_NOTIFY;
import static io.wkgate.event.EventKind.MSG_OFFLINE;
import static io.wkgate.event.EventKind.USER_ONLINESTATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.doctor.Finding.Level;
import io.wkgate.event.EventKind;
import io.wkgate.intake.WebhookSigns.Arrived;
import io.wkgate.intake.WebhookSigns.Miss;
import io.wkgate.intake.WebhookSigns.Missed;
import io.wkgate.intake.WebhookSigns.Seen;
import io.wkgate.testing.EndOf;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: from what came to the webhook, and what missed it, follows what is said of it, and no stranger makes a failure. */
class WebhookCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant START = NOW.minusSeconds(7200);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    @Test
    void messagesThatComeAreGood() {
        assertThat(look(List.of(came(MSG_NOTIFY, true, 60), came(MSG_OFFLINE, true, 30)), List.of()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.GOOD);
                    assertThat(finding.details())
                            .containsEntry(
                                    "msg.notify over http", NOW.minusSeconds(60).toString())
                            .containsEntry(
                                    "msg.offline over http",
                                    NOW.minusSeconds(30).toString());
                });
    }

    @Test
    void nothingAtAllIsAWarningWithTheLinesToPaste() {
        assertThat(look(List.of(came(USER_ONLINESTATUS, true, 60)), List.of()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("webhook.no-message");
                    assertThat(finding.level()).isEqualTo(Level.WARNING);
                    assertThat(finding.mend())
                            .contains(
                                    "--test-message",
                                    "httpAddr: \"http://127.0.0.1:7000/webhook/<token>\"",
                                    "http_addr");
                });
    }

    @Test
    void offlineWithoutNotifyIsFocusEvents() {
        assertThat(look(List.of(came(MSG_OFFLINE, true, 60)), List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.id()).isEqualTo("webhook.focus-events"));
    }

    @Test
    void whatIsRefusedAfterTheLastThatWasCommittedIsAFailure() {
        assertThat(look(List.of(came(MSG_NOTIFY, true, 60), came(MSG_NOTIFY, false, 10)), List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.id()).isEqualTo("webhook.not-committed"));
        assertThat(look(List.of(came(MSG_NOTIFY, true, 10), came(MSG_NOTIFY, false, 60)), List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.GOOD));
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_TOKEN, token-wrong, FAILURE, FAILURE, WARNING",
        "NO_EVENT, query-in-address, FAILURE, FAILURE, WARNING",
        "GRPC_ON_HTTP, grpc-to-http-port, FAILURE, FAILURE, WARNING",
        "WRONG_PATH, path-wrong, FAILURE, WARNING, WARNING"
    })
    void aCallThatMissesIsNamed(Miss miss, String id, Level alone, Level afterTheLast, Level beforeIt) {
        List<Missed> missed = List.of(new Missed(miss, 3, NOW.minusSeconds(100), "10.0.0.7"));
        assertThat(level(look(List.of(), missed), "webhook." + id)).isEqualTo(Optional.of(alone));
        assertThat(level(look(List.of(came(MSG_NOTIFY, true, 200)), missed), "webhook." + id))
                .isEqualTo(Optional.of(afterTheLast));
        assertThat(level(look(List.of(came(MSG_NOTIFY, true, 50)), missed), "webhook." + id))
                .isEqualTo(Optional.of(beforeIt));
        List<Missed> longAgo = List.of(new Missed(miss, 3, NOW.minusSeconds(4000), "10.0.0.7"));
        assertThat(level(look(List.of(came(MSG_NOTIFY, true, 50)), longAgo), "webhook." + id))
                .isEmpty();
    }

    @Test
    void aWuKongImElsewhereCannotUseAnAddressOfThisMachine() {
        Map<String, String> elsewhere = Map.of("WKGATE_UPSTREAM_URLS", "http://wukongim:5001");
        assertThat(ids(elsewhere)).containsExactly("webhook.address-local", "webhook.events");
        Map<String, String> both = new HashMap<>(elsewhere);
        both.put("WKGATE_INTAKE_HOST", "127.0.0.1");
        assertThat(ids(both)).containsExactly("webhook.listens-locally", "webhook.address-local", "webhook.events");
        Map<String, String> told = new HashMap<>(elsewhere);
        told.put("WKGATE_INTAKE_PUBLIC_URL", "http://wkgate:6970");
        assertThat(ids(told)).containsExactly("webhook.events");
        assertThat(ids(Map.of("WKGATE_UPSTREAM_URLS", "http://127.0.0.1:5001", "WKGATE_INTAKE_HOST", "127.0.0.1")))
                .containsExactly("webhook.events");
    }

    private List<String> ids(Map<String, String> variables) {
        return look(variables, new Seen(START, List.of(came(MSG_NOTIFY, true, 60)), List.of())).stream()
                .map(Finding::id)
                .toList();
    }

    private static Optional<Level> level(List<Finding> findings, String id) {
        return findings.stream()
                .filter(finding -> finding.id().equals(id))
                .map(Finding::level)
                .findFirst();
    }

    private static Arrived came(EventKind kind, boolean acknowledged, int secondsAgo) {
        return new Arrived(kind, "http", acknowledged, NOW.minusSeconds(secondsAgo));
    }

    private List<Finding> look(List<Arrived> arrived, List<Missed> missed) {
        return look(Map.of(), new Seen(START, arrived, missed));
    }

    private List<Finding> look(Map<String, String> variables, Seen seen) {
        Settings settings = SettingsLoader.load(null, variables);
        DatabaseAccount none = new DatabaseAccount(vertx, Optional.empty(), settings.database());
        Hosts hosts = new Hosts() {
            @Override
            public boolean isHere(String host) {
                return Hosts.isLoopback(host);
            }

            @Override
            public boolean inContainer() {
                return false;
            }
        };
        return new WebhookCheck(
                        settings,
                        Optional.of(new RunningWebhook(() -> seen, () -> 7000, () -> 7001)),
                        none,
                        hosts,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .look();
    }
}
