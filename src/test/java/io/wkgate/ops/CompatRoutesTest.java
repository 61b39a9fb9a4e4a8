package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.SampleMatrix;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promise: whoever has the key gets the report about the WuKongIM that runs, in his language, under a policy by which a
 * browser runs nothing in it; nobody else learns anything.
 */
class CompatRoutesTest {

    private static CompatPageServer server;

    @BeforeAll
    static void start() {
        server = new CompatPageServer(
                SampleMatrix.make(), List.of(CompatPageServer.node(1, "known", "2.x", "v2.0.4-beta-20240904")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nobodyGetsInWithoutTheKey() throws Exception {
        for (String path : List.of("/compat", "/compat/style.css", "/compat/icon.svg", "/compat?lang=zh")) {
            for (String wrong : List.of("", "Bearer x", CompatPageServer.basic("me", "x"), TestGateway.OPS_KEY)) {
                HttpResponse<String> refused = server.with(path, wrong);
                assertThat(refused.statusCode()).as(path + " " + wrong).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                        .startsWith("Basic");
                assertThat(refused.body()).doesNotContain("v2.0.4");
            }
            assertThat(server.with(path, "Bearer " + TestGateway.OPS_KEY).statusCode())
                    .isEqualTo(200);
            assertThat(server.page(path).statusCode()).isEqualTo(200);
        }
    }

    /** A browser sends the password of Basic by itself, whoever made it ask. */
    @Test
    void thePasswordOpensThePageAndNoOtherPath() throws Exception {
        assertThat(server.page("/v1/compat").statusCode()).isEqualTo(401);
        assertThat(server.with("/v1/compat", "Bearer " + TestGateway.OPS_KEY).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBrowserRunsNothingInItAndTakesNothingFromElsewhere() throws Exception {
        for (String path : List.of("/compat", "/compat/style.css", "/compat/icon.svg")) {
            var headers = server.page(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                            + " base-uri 'none'; frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        }
        assertThat(server.page("/compat").headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(server.page("/compat/style.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        assertThat(server.page("/compat/style.css").body())
                .doesNotContain("url(")
                .doesNotContain("@import");
    }

    @Test
    void theLanguageIsTheOneAskedForOrElseTheOneAccepted() throws Exception {
        assertThat(language("/compat")).isEqualTo("en");
        assertThat(language("/compat", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8"))
                .isEqualTo("zh-CN");
        assertThat(language("/compat", "Accept-Language", "fr, en;q=0.5, zh;q=0.2"))
                .isEqualTo("en");
        assertThat(language("/compat", "Accept-Language", "zh;q=0, de")).isEqualTo("en");
        assertThat(language("/compat?lang=zh", "Accept-Language", "en")).isEqualTo("zh-CN");
        assertThat(server.page("/compat?lang=xx").statusCode()).isEqualTo(400);
    }

    @Test
    void aVersionCanBeAskedFor() throws Exception {
        assertThat(server.page("/compat").body()).contains("Degraded on v2.0.4");
        assertThat(server.page("/compat?version=v2.0.7-20241012").body()).contains("Degraded on v2.0.7-20241012");
        HttpResponse<String> unknown = server.page("/compat?version=%3Cscript%3E");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("version").doesNotContain("<script>");
    }

    @Test
    void programsGetTheSameAsJson() throws Exception {
        JsonObject json = new JsonObject(
                server.with("/v1/compat", "Bearer " + TestGateway.OPS_KEY).body());
        assertThat(json.getJsonArray("versions").getJsonObject(0).getString("name"))
                .isEqualTo("v2.0.4");
        assertThat(json.getJsonArray("nodes").getJsonObject(0).getString("state"))
                .isEqualTo("known");
    }

    private static String language(String path, String... headers) throws Exception {
        return server.page(path, headers).body().replaceFirst("(?s).*?<html lang=\"([^\"]*)\".*", "$1");
    }
}
