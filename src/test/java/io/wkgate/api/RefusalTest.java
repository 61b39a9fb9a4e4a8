package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: without the key nothing but the document answers, and a mistake is answered with the name of the field. */
@ExtendWith(DatabaseServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    private static final String OPERATOR = "\"operator\":{\"uid\":\"u1\",\"role\":\"member\"}";
    private static final String WHOLE = "\"message_id\":\"5\"," + OPERATOR;

    private static final List<String> WITH_KEY = List.of(
            "POST /v1/revokes",
            "GET /v1/revokes",
            "GET /v1/revokes/1",
            "POST /v1/revokes/1/retry",
            "POST /v1/revokes/1/cancel",
            "GET /v1/audit",
            "GET /v1/channels/2/g1/messages",
            "GET /v1/messages/5",
            "GET /v1/messages/5/draft?uid=u1",
            "GET /v1/nothing",
            "GET /");

    private TestGateway gateway;

    @BeforeAll
    void start(ConnectionDetails database) {
        gateway = TestGateway.start(database);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void withoutTheKeyOrWithAWrongOneTheAnswerIs401() throws Exception {
        for (String call : WITH_KEY) {
            for (Map<String, String> headers : List.of(
                    Map.<String, String>of(),
                    Map.of("Authorization", "Bearer wrong"),
                    Map.of("Authorization", TestGateway.API_KEY),
                    Map.of("Authorization", "Bearer " + TestGateway.OPS_KEY),
                    Map.of("token", "wrong"),
                    Map.of("token", ""))) {
                ApiAnswer answer = ApiAnswer.of(call(call, headers)).is(401);
                assertThat(answer.text()).doesNotContain(TestGateway.API_KEY);
            }
            for (Map<String, String> headers : List.of(
                    Map.of("Authorization", "Bearer " + TestGateway.API_KEY), Map.of("token", TestGateway.API_KEY))) {
                assertThat(call(call, headers).statusCode()).as(call).isNotEqualTo(401);
            }
        }
    }

    @Test
    void theDocumentIsOpenAndServedAsItStandsInTheSource() throws Exception {
        HttpResponse<String> answer = call("GET /openapi.yaml", Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml; charset=utf-8");
        assertThat(answer.body()).isEqualTo(ApiDocument.load().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/revokes?limit=0                              | limit",
                "/v1/revokes?limit=501                            | limit",
                "/v1/revokes?limit=x                              | limit",
                "/v1/revokes?limit=1.5                            | limit",
                "/v1/revokes?limit=1&limit=2                      | limit",
                "/v1/revokes?before=x                             | before",
                "/v1/revokes?before=99999999999999999999          | before",
                "/v1/revokes?state=gone                           | state",
                "/v1/revokes?page=2                               | page",
                "/v1/revokes/abc                                  | id",
                "/v1/revokes/0                                    | id",
                "/v1/audit?message_id=x                           | message_id",
                "/v1/audit?operator=                              | operator",
                "/v1/messages/x                                   | message_id",
                "/v1/messages/-5                                  | message_id",
                "/v1/messages/9223372036854775808                 | message_id",
                "/v1/messages/5?role=king                         | role",
                "/v1/messages/5?lang=fr                           | lang",
                "/v1/messages/5?name=Alice                        | name",
                "/v1/messages/5/draft                             | uid",
                "/v1/messages/5/draft?uid=                        | uid",
                "/v1/channels/x/g1/messages                       | channel_type",
                "/v1/channels/0/g1/messages                       | channel_type",
                "/v1/channels/256/g1/messages                     | channel_type",
                "/v1/channels/1/u2/messages                       | uid",
                "/v1/channels/2/g1/messages?direction=up          | direction",
                "/v1/channels/2/g1/messages?from_seq=-1           | from_seq",
                "/v1/channels/2/g1/messages?from_seq=x            | from_seq",
                "/v1/channels/2/g1/messages?from_time=yesterday   | from_time",
                "/v1/channels/2/g1/messages?from_time=1795319752  | from_time",
                "/v1/channels/2/g1/messages?behind=5              | behind",
                "/v1/channels/2/g1/messages?from_sequence=5       | from_sequence",
            })
    void aWrongParameterIsNamed(String path, String field) throws Exception {
        ApiAnswer.get(gateway, path).refuses(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{OPERATOR}                                                               | message_id",
                "{\"message_id\":\"5\"}                                                   | operator",
                "{WHOLE,\"client_msg_no\":\"n\"}                                          | message_id",
                "{OPERATOR,\"client_msg_no\":\"n\"}                                       | channel_id",
                "{OPERATOR,\"message_id\":\"5x\"}                                         | message_id",
                "{OPERATOR,\"message_id\":5.5}                                            | message_id",
                "{OPERATOR,\"message_id\":0}                                              | message_id",
                "{OPERATOR,\"message_id\":\"0\"}                                          | message_id",
                "{OPERATOR,\"message_id\":null}                                           | message_id",
                "{OPERATOR,\"message_id\":9223372036854775808}                            | message_id",
                "{OPERATOR,\"message_id\":\"9999999999999999999\"}                        | message_id",
                "{WHOLE,\"channel_id\":\"g1\"}                                            | channel_type",
                "{WHOLE,\"channel_type\":2}                                               | channel_id",
                "{WHOLE,\"channel_id\":\"g1\",\"channel_type\":\"2\"}                     | channel_type",
                "{\"message_id\":\"5\",\"operator\":{\"role\":\"member\"}}                | operator.uid",
                "{\"message_id\":\"5\",\"operator\":{\"uid\":\"u1\"}}                     | operator.role",
                "{\"message_id\":\"5\",\"operator\":{\"uid\":7,\"role\":\"member\"}}      | operator.uid",
                "{\"message_id\":\"5\",\"operator\":{\"uid\":\"\",\"role\":\"member\"}}   | operator.uid",
                "{\"message_id\":\"5\",\"operator\":{\"uid\":\"u\",\"role\":\"king\"}}    | operator.role",
                "{\"message_id\":\"5\",\"operator\":{\"uid\":\"u\",\"role\":\"admin\",\"x\":1}} | operator.x",
                "{\"message_id\":\"5\",\"operator\":\"u1\"}                               | operator",
                "{WHOLE,\"sender_role\":\"admin\"}                                        | sender_role",
                "{WHOLE,\"subscribers\":\"u1\"}                                           | subscribers",
                "{WHOLE,\"subscribers\":[\"u1\",2]}                                       | subscribers.1",
                "{WHOLE,\"notify\":\"yes\"}                                               | notify",
                "{WHOLE,\"wait\":\"soon\"}                                                | wait",
                "{WHOLE,\"wait\":\"61s\"}                                                 | wait",
                "{WHOLE,\"wait\":61}                                                      | wait",
                "{WHOLE,\"wait\":-1}                                                      | wait",
                "{WHOLE,\"reason\":\"typo\"}                                              | reason",
                "[]                                                                       | body",
                "5                                                                        | body",
                "{                                                                        | body",
                "``                                                                       | body",
            })
    void aWrongMemberOfARevokeIsNamed(String body, String field) throws Exception {
        ApiAnswer.post(gateway, "/v1/revokes", body.replace("WHOLE", WHOLE).replace("OPERATOR", OPERATOR))
                .refuses(field);
    }

    @Test
    void aBodyThatIsTooLargeOrNoJsonOrForNobodyIsRefused() throws Exception {
        String large = "{" + WHOLE + ",\"wait\":\"" + "x".repeat(1 << 20) + "\"}";
        ApiAnswer.post(gateway, "/v1/revokes", large).is(413);
        HttpRequest form = HttpRequest.newBuilder(uri("/v1/revokes"))
                .header("token", TestGateway.API_KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("message_id=5"))
                .build();
        ApiAnswer.of(PlainHttp.client().send(form, HttpResponse.BodyHandlers.ofString()))
                .is(415);
        HttpRequest untyped = HttpRequest.newBuilder(uri("/v1/revokes"))
                .header("token", TestGateway.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString("{" + WHOLE + "}"))
                .build();
        ApiAnswer.of(PlainHttp.client().send(untyped, HttpResponse.BodyHandlers.ofString()))
                .is(415);
    }

    @Test
    void whatIsNotThereAndAMethodThatIsNotThereAreProblemsToo() throws Exception {
        ApiAnswer.get(gateway, "/v1/nothing").is(404);
        ApiAnswer.get(gateway, "/v1/messages/5").is(404);
        ApiAnswer.get(gateway, "/v1/messages/5/draft?uid=u1").is(404);
        ApiAnswer.get(gateway, "/v1/revokes/77").is(404);
        ApiAnswer.post(gateway, "/v1/revokes/77/retry", "").is(404);
        ApiAnswer.post(gateway, "/v1/revokes/77/cancel", "").is(404);
        ApiAnswer.of(gateway.api("DELETE", "/v1/revokes/77", "")).is(405);
        ApiAnswer.of(gateway.api("PUT", "/v1/revokes", "{}")).is(405);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.apiPort() + path);
    }

    private HttpResponse<String> call(String call, Map<String, String> headers) throws Exception {
        String[] parts = call.split(" ");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(parts[1])).method(parts[0], HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return PlainHttp.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
