package io.wkgate.compat;

import static io.wkgate.compat.RevokeScene.MESSAGE;
import static io.wkgate.compat.RevokeScene.group;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Measurement.Measured;
import io.wkgate.compat.RevokeScene.Sent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an answer of 200 is worth, by sends that a server should refuse; and whether there is a call for revoking. */
final class SendAnswers implements RevokeAct {
    private final Map<String, Sent> doubtful = new LinkedHashMap<>();
    private Sent ordinary;
    private int revokeCall;

    @Override
    public List<String> features() {
        return List.of("revoke.own-call", "revoke.answer");
    }

    @Override
    public void prepare(RevokeScene scene) {
        List.of("plain", "for-members", "for-one", "ended").forEach(id -> scene.group(id, "u1", "u2"));
    }

    @Override
    public void play(RevokeScene scene) {
        ordinary = scene.send("u1", group("plain"), MESSAGE);
        scene.call("/channel/whitelist_add", group("for-one").put("uids", JsonArray.of("u1")));
        scene.call("/channel/info", group("ended").put("disband", 1));
        doubtful.put("for-members", scene.send("x9", group("for-members"), MESSAGE));
        doubtful.put("for-one", scene.send("u2", group("for-one"), MESSAGE));
        doubtful.put("ended", scene.send("u1", group("ended"), MESSAGE));
        revokeCall = scene.call("/message/revoke", new JsonObject().put("message_id", ordinary.messageId()))
                .status();
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        return Map.of(
                "revoke.own-call",
                revokeCall == 404 ? Seen.mended("none") : Seen.works("there"),
                "revoke.answer",
                answer(scene));
    }

    private Measured answer(RevokeScene scene) {
        if (!scene.logged("plain", ordinary)) {
            return Seen.degraded("nothing");
        }
        boolean refusedWith200 = doubtful.values().stream().anyMatch(sent -> !sent.refused() && !sent.accepted());
        boolean lost = doubtful.entrySet().stream()
                .anyMatch(sent -> sent.getValue().accepted() && !scene.logged(sent.getKey(), sent.getValue()));
        if (lost) {
            return Seen.mended("accepted");
        }
        return refusedWith200 ? Seen.mended("reason-tells") : Seen.works("stored");
    }
}
