package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.revoke.Operator;
import io.wkgate.revoke.Revoke;
import io.wkgate.revoke.RevokeState;
import io.wkgate.revoke.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promise: of several copies the answer shows the one that is least finished, and then the one to look at first. */
class RevokeJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:35:00.125Z");

    private static Revoke revoke(long id, RevokeState state, boolean finished) {
        return new Revoke(
                id,
                2_124_351_130_824_609_792L,
                1,
                "u1",
                new ChannelKey(2, "g1"),
                new Operator("u1", Role.MEMBER, ""),
                "own-message",
                true,
                state,
                finished,
                "",
                List.of(),
                "",
                0,
                NOW,
                Optional.empty(),
                Optional.empty(),
                NOW);
    }

    private static String first(Revoke... copies) {
        return RevokeJson.of(List.of(copies)).getString("id");
    }

    @Test
    void theLeastFinishedStandsForAll() {
        Revoke requested = revoke(1, RevokeState.REQUESTED, false);
        Revoke sent = revoke(2, RevokeState.SENT, false);
        Revoke dead = revoke(3, RevokeState.DEAD, true);
        Revoke cancelled = revoke(4, RevokeState.CANCELLED, true);
        Revoke unconfirmed = revoke(5, RevokeState.SENT, true);
        Revoke confirmed = revoke(6, RevokeState.CONFIRMED, true);
        assertThat(first(confirmed, unconfirmed, cancelled, dead, sent, requested))
                .isEqualTo("1");
        assertThat(first(confirmed, unconfirmed, cancelled, dead, sent)).isEqualTo("2");
        assertThat(first(confirmed, unconfirmed, cancelled, dead)).isEqualTo("3");
        assertThat(first(confirmed, unconfirmed, cancelled)).isEqualTo("4");
        assertThat(first(confirmed, unconfirmed)).isEqualTo("5");
    }

    @Test
    void oneAloneHasNoList() {
        JsonObject json = RevokeJson.of(List.of(revoke(1, RevokeState.REQUESTED, false)));
        assertThat(json.containsKey("revokes")).isFalse();
        assertThat(json.getString("message_id")).isEqualTo("2124351130824609792");
        assertThat(json.getString("requested_at")).isEqualTo("2026-11-22T09:35:00.125Z");
        assertThat(json.containsKey("finished_at")).isFalse();
        assertThat(json.getJsonObject("operator").containsKey("name")).isFalse();
    }
}
