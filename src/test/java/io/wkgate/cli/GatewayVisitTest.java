package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.EndOf;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * The promise: the doctor counts every replica that is there, however far it is; a gateway that cannot tell is a warning, and
 * one too old to know is none.
 */
@ResourceLock(Resources.SYSTEM_OUT)
class GatewayVisitTest {

    private final Vertx vertx = Vertx.vertx();
    private int status = 200;
    private JsonObject replicas = new JsonObject();
    private int port;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            boolean asked = request.path().equals("/v1/replicas");
            JsonObject answer = asked ? replicas : new JsonObject();
            request.response().setStatusCode(asked ? status : 200).end(answer.encode());
        });
        port = server.listen(0, LoopbackPort.HOST).await().actualPort();
    }

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    private String doctor() throws Exception {
        return CommandRun.against(port, folder, "doctor", "--area", "gateway").out();
    }

    private static JsonObject replica(String name, String phase, boolean silent, boolean differs) {
        return new JsonObject()
                .put("name", name)
                .put("phase", phase)
                .put("silent", silent)
                .put("settings_differ", differs);
    }

    @Test
    void oneThatStartsOrDrainsCountsAndOneThatIsSilentDoesNot() throws Exception {
        replicas = new JsonObject()
                .put(
                        "items",
                        new JsonArray()
                                .add(replica("a", "serving", false, false))
                                .add(replica("b", "starting", false, true))
                                .add(replica("c", "draining", false, true))
                                .add(replica("d", "serving", true, true)));
        assertThat(doctor())
                .contains("Of 3 replicas that are there some run with other settings than the one that answers: b, c.");
    }

    @Test
    void oneThatCannotTellNowIsAWarning() throws Exception {
        status = 503;
        replicas = new JsonObject().put("detail", "the database does not answer");
        assertThat(doctor())
                .contains("WARN  The gateway cannot tell which replicas there are: the database does not answer.")
                .doesNotContain("gateway.not-asked");
    }

    @Test
    void oneThatIsTooOldToKnowIsNone() throws Exception {
        status = 404;
        assertThat(doctor()).contains("is ready.").doesNotContain("eplicas").doesNotContain("gateway.not-asked");
    }
}
