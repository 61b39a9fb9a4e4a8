package io.wkgate.revoke;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Whom one revoke reached.
 *
 * @param state as the api says
 * @param marks who stands as its revoker in the table, one for each marked row
 * @param online the channels on which a device would act, by device, in the order in which the command came
 * @param later the users who were away and got it through /message/sync
 * @param unreadable the users whose /message/sync does not answer 200
 * @param notes what the api says of whom it does not reach
 */
record Reach(
        String state,
        List<String> marks,
        Map<String, List<String>> online,
        List<String> later,
        List<String> unreadable,
        List<String> notes) {

    JsonObject json() {
        JsonObject devices = new JsonObject();
        online.forEach((device, channels) -> devices.put(device, new JsonArray(channels)));
        return new JsonObject()
                .put("state", state)
                .put("marks", marks.size())
                .put("online", devices)
                .put("later", new JsonArray(later))
                .put("unreadable", new JsonArray(unreadable))
                .put("notes", new JsonArray(notes));
    }
}
