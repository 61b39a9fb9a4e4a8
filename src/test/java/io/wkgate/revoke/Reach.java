package io.wkgate.revoke;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/**
 * Whom one revoke reached.
 *
 * @param expected by device that was online and belongs to the channel, the channel on which it should act
 * @param away the channel's users who were not online
 * @param state as the api says
 * @param marks who stands as its revoker in the table, one for each marked row
 * @param online the channels on which a device would act, by device, in the order in which the command came
 * @param later the users who were away and got it through /message/sync
 * @param unreadable the users whose /message/sync does not answer 200
 * @param notes what the api says of whom it does not reach
 */
public record Reach(
        Map<String, String> expected,
        List<String> away,
        String state,
        List<String> marks,
        Map<String, List<String>> online,
        List<String> later,
        List<String> unreadable,
        List<String> notes) {

    /** Whether it was confirmed, marked once, and acted on by every device that was online, in the right channel. */
    public boolean toldWhoIsOnline() {
        return state.equals("confirmed")
                && marks.size() == 1
                && expected.entrySet().stream()
                        .allMatch(device ->
                                online.getOrDefault(device.getKey(), List.of()).contains(device.getValue()));
    }

    /** Whether everybody who was away found it. */
    public boolean toldWhoIsAway() {
        return later.containsAll(away);
    }

    void check(SoftAssertions all, String name) {
        all.assertThat(state).as(name).isEqualTo("confirmed");
        all.assertThat(marks).as(name + ", marks").hasSize(1);
        expected.forEach((device, channel) -> all.assertThat(online.getOrDefault(device, List.of()))
                .as(name + ", " + device)
                .contains(channel));
        all.assertThat(unreadable).as(name + ", whose /message/sync broke").isEmpty();
        if (!later.containsAll(away)) {
            all.assertThat(notes).as(name + ", says who is not told").isNotEmpty();
        }
    }

    JsonObject json() {
        JsonObject devices = new JsonObject();
        online.forEach((device, channels) -> devices.put(device, new JsonArray(channels)));
        return new JsonObject()
                .put("state", state)
                .put("marks", marks.size())
                .put("expected", new JsonArray(List.copyOf(expected.keySet())))
                .put("online", devices)
                .put("away", new JsonArray(away))
                .put("later", new JsonArray(later))
                .put("unreadable", new JsonArray(unreadable))
                .put("notes", new JsonArray(notes));
    }
}
