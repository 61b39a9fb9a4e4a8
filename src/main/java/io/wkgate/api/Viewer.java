package io.wkgate.api;

import io.vertx.ext.web.RoutingContext;
import io.wkgate.event.ChannelKey;
import io.wkgate.revoke.Role;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import java.util.Optional;

/**
 * Who reads, as the caller says.
 *
 * @param uid the user for whom is read, if it is one
 * @param admin whether revoked messages are shown with their content
 */
record Viewer(Optional<String> uid, boolean admin, Language language, GivenNames names) {

    static Viewer of(RoutingContext exchange) {
        Input input = new Input(exchange);
        Optional<Role> role = input.text("role").map(Viewer::role);
        return new Viewer(
                input.text("uid"), role.equals(Optional.of(Role.ADMIN)), Language.of(exchange), GivenNames.read(input));
    }

    private static Role role(String label) {
        return Role.of(label).orElseThrow(() -> new BadInput("role", "not member, manager, owner or admin"));
    }

    /** Whether this user may know of the channel: what two others say to each other is nobody else's. */
    boolean sees(ChannelKey channel) {
        return admin
                || channel.type() != ChannelKey.PERSON
                || uid.isEmpty()
                || channel.other(uid.get()).isPresent();
    }

    /** The channel's id as this user knows it: of a person channel the other user's uid. */
    String channelId(ChannelKey channel) {
        return uid.flatMap(channel::other).orElse(channel.id());
    }
}
