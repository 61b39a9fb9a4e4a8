package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a revoked message is read with its mark and a text to show, and its content only by whom it is for. */
@ExtendWith(DatabaseServerExtension.class)
class RevokedReadingTest {

    private static final long ID = EventBodies.FIRST_ID;
    private static final String PATH = "/v1/messages/" + ID;

    /** A message of u1 in the group g1, revoked by u9 so many seconds ago. */
    private static TestGateway start(ConnectionDetails database, int secondsAgo, Map<String, String> settings)
            throws Exception {
        TestGateway gateway = TestGateway.start(database, settings);
        gateway.post("msg.notify", EventBodies.notifyOf(List.of(ID)));
        Sql.run(
                database,
                "UPDATE message SET is_revoked = 1, revoker_id = 'u9'," + " revoked_at = UTC_TIMESTAMP(3) - INTERVAL "
                        + secondsAgo + " SECOND");
        return gateway;
    }

    @Test
    void withoutItsContentButWithWhoAndWhenAndATextToShow(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 60, Map.of())) {
            for (JsonObject message : List.of(
                    ApiAnswer.get(gateway, PATH).is(200).json(),
                    ApiAnswer.get(gateway, "/v1/channels/2/g1/messages?uid=u1&role=owner")
                            .items()
                            .get(0))) {
                assertThat(message.containsKey("payload")).isFalse();
                JsonObject revoked = message.getJsonObject("revoked");
                assertThat(revoked.getString("by")).isEqualTo("u9");
                assertThat(revoked.getString("name")).isEqualTo("u9");
                assertThat(revoked.getString("text")).isEqualTo("u9撤回了一条消息");
                assertThat(revoked.getString("at")).endsWith("Z");
            }
        }
    }

    @Test
    void anAdministratorReadsTheContent(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 60, Map.of())) {
            JsonObject message = ApiAnswer.get(gateway, PATH + "?role=admin").json();
            assertThat(message.getString("payload"))
                    .isEqualTo(EventBodies.message(ID).getString("payload"));
            assertThat(message.containsKey("revoked")).isTrue();
        }
    }

    @Test
    void whereItIsConfiguredEverybodyReadsTheContent(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 60, Map.of("WKGATE_READING_REVOKED_CONTENT", "keep"))) {
            JsonObject message = ApiAnswer.get(gateway, PATH).json();
            assertThat(message.containsKey("payload")).isTrue();
            assertThat(message.containsKey("revoked")).isTrue();
        }
    }

    @Test
    void theLanguageIsTheOneAskedForElseTheOneAcceptedElseChinese(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 60, Map.of())) {
            assertThat(text(gateway, PATH + "?lang=en", "zh")).isEqualTo("u9 recalled a message");
            assertThat(text(gateway, PATH + "?lang=zh", "en")).isEqualTo("u9撤回了一条消息");
            assertThat(text(gateway, PATH, "en-GB,en;q=0.8")).isEqualTo("u9 recalled a message");
            assertThat(text(gateway, PATH, "fr, en;q=0.5, zh;q=0.9")).isEqualTo("u9撤回了一条消息");
            assertThat(text(gateway, PATH, "fr")).isEqualTo("u9撤回了一条消息");
            assertThat(text(gateway, PATH, ";;q=,")).isEqualTo("u9撤回了一条消息");
        }
    }

    @Test
    void theTextsAndTheNamesAreTheCallers(ConnectionDetails database) throws Exception {
        Map<String, String> texts = Map.of(
                "WKGATE_READING_REVOKED_TEXT_ZH", "消息已被{name}撤回",
                "WKGATE_READING_REVOKED_TEXT_EN", "gone ({name}, {name})");
        try (TestGateway gateway = start(database, 60, texts)) {
            String names = "&name=u1:Alice&name=u9:Smith,%20Bob%20%26%20Co:%20$1%20%2B1";
            assertThat(text(gateway, PATH + "?lang=en" + names, ""))
                    .isEqualTo("gone (Smith, Bob & Co: $1 +1, Smith, Bob & Co: $1 +1)");
            assertThat(text(gateway, PATH + "?lang=zh&name=u9:%E5%BC%A0%E4%B8%89", ""))
                    .isEqualTo("消息已被张三撤回");
            assertThat(text(gateway, PATH + "?lang=zh&name=u:x", "")).isEqualTo("消息已被u9撤回");
        }
    }

    @Test
    void theNextPageIsShownAsThisOne(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 60, Map.of())) {
            gateway.post("msg.notify", EventBodies.notifyOf(List.of(ID + 1)));
            String path = "/v1/channels/2/g1/messages?";
            String query = "limit=1&lang=en&name=u9:A%26B&role=admin&uid=u1";
            String next = ApiAnswer.get(gateway, path + query).json().getString("next");
            JsonObject message = ApiAnswer.get(gateway, path + next).items().get(0);
            assertThat(message.getJsonObject("revoked").getString("text")).isEqualTo("A&B recalled a message");
            assertThat(message.containsKey("payload")).isTrue();
        }
    }

    @Test
    void itsAuthorFetchesTheContentForAWhile(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 60, Map.of())) {
            JsonObject draft =
                    ApiAnswer.get(gateway, PATH + "/draft?uid=u1").is(200).json();
            assertThat(draft.fieldNames()).containsExactlyInAnyOrder("message_id", "payload", "until");
            assertThat(draft.getString("payload"))
                    .isEqualTo(EventBodies.message(ID).getString("payload"));
            assertForbidden(ApiAnswer.get(gateway, PATH + "/draft?uid=u9"), "draft-author");
            Sql.run(database, "UPDATE message SET is_revoked = 0, revoker_id = '', revoked_at = NULL");
            ApiAnswer.get(gateway, PATH + "/draft?uid=u1").is(409);
        }
    }

    @Test
    void afterTheWindowTheContentIsNotGivenAnyMore(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 601, Map.of())) {
            assertForbidden(ApiAnswer.get(gateway, PATH + "/draft?uid=u1"), "draft-window");
        }
    }

    @Test
    void aWindowOfNothingGivesNothing(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = start(database, 0, Map.of("WKGATE_READING_DRAFT_WINDOW", "0s"))) {
            assertForbidden(ApiAnswer.get(gateway, PATH + "/draft?uid=u1"), "draft-window");
        }
    }

    private static void assertForbidden(ApiAnswer answer, String rule) {
        assertThat(answer.is(403).json().getString("rule")).isEqualTo(rule);
        assertThat(answer.text()).doesNotContain("payload");
    }

    private static String text(TestGateway gateway, String path, String language) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.apiPort() + path))
                .header("token", TestGateway.API_KEY);
        if (!language.isEmpty()) {
            request.header("Accept-Language", language);
        }
        return ApiAnswer.of(PlainHttp.client().send(request.build(), HttpResponse.BodyHandlers.ofString()))
                .is(200)
                .json()
                .getJsonObject("revoked")
                .getString("text");
    }
}
