package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promise: v3 tells when it was started while that is no minute ago, and nothing else where it cannot be asked. */
class TopWindowTest {

    private static final String ROUTE = "GET /top/v1/snapshot";
    private static final Vitals NOTHING = new Vitals(Optional.empty(), OptionalLong.empty());

    private final Vertx vertx = Vertx.vertx();
    private final FakeServer fake = FakeServer.recorded(vertx, "v3-20260823");

    @AfterEach
    void end() {
        EndOf.vertx(vertx);
    }

    @Test
    void aShortWindowBeganWithTheNode() {
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            UpstreamLog log = known.upstream.log();
            KnownNode node = known.node();
            fake.on(ROUTE, 200, "{\"version\":\"top/v1\",\"window_seconds\":7}");
            assertThat(log.vitals(node).await().running()).contains(Duration.ofSeconds(7));
            fake.on(ROUTE, 200, "{\"version\":\"top/v1\",\"window_seconds\":59}");
            assertThat(log.vitals(node).await()).isEqualTo(NOTHING);
        }
    }

    @Test
    void whereItIsOffNothingIsToldAndNobodyDoubtsTheNode() {
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            KnownNode node = known.node();
            fake.without(ROUTE);
            int asked = fake.requests().size();
            assertThat(known.upstream.log().vitals(node).await()).isEqualTo(NOTHING);
            assertThat(fake.requests()).hasSize(asked + 1);
        }
    }

    @Test
    void whoIsStillStartingIsAskedAgain() {
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            fake.on(ROUTE, 503, "{\"error\":\"top collector warming up\"}");
            assertThatThrownBy(() -> known.upstream.log().vitals(known.node()).await())
                    .isInstanceOf(UpstreamException.class);
        }
    }
}
