package io.wkgate.doctor;

import io.vertx.core.Vertx;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.upstream.ManagerProbe;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** WuKongIM 3's manager listener, without which it tells little. */
final class ManagerFindings {

    private static final Duration LIMIT = Duration.ofSeconds(12);

    private static final String WHY =
            "Without it WuKongIM 3 tells no group's members and lists no channels: online members"
                    + " are told of a revoke only if they are named, some gaps stay unreadable, and a channel that was born in an"
                    + " outage and stays silent is not found (docs/gaps.md).";

    private final Vertx vertx;
    private final UpstreamSettings settings;

    ManagerFindings(Vertx vertx, UpstreamSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** @param three whether any node is a WuKongIM 3 */
    List<Finding> look(boolean three) {
        List<Finding> findings = new ArrayList<>();
        if (settings.managerUrls().isEmpty()) {
            if (three) {
                findings.add(Finding.warning(
                        "upstream.manager-not-configured",
                        "This is WuKongIM 3, and upstream.manager-urls is not set.",
                        WHY,
                        "Set upstream.manager-urls to its manager listener ([manager] listen_addr in wukongim.toml, such as"
                                + " http://wukongim:5301), and upstream.manager-user and upstream.manager-password where it"
                                + " has auth_on."));
            }
            return findings;
        }
        settings.managerUrls().forEach(url -> findings.add(listener(url)));
        return findings;
    }

    private Finding listener(UpstreamUrl url) {
        String name = "The manager listener " + url.authority();
        Reach reach = Reach.of(URI.create(url.base()));
        if (reach != Reach.CONNECTED) {
            return away(name + " cannot be reached: " + words(reach) + ".");
        }
        ManagerProbe.Access access;
        try (ManagerProbe probe = new ManagerProbe(vertx, settings, url)) {
            access = Waiting.on(probe.access(), LIMIT);
        }
        if (access.allowed()) {
            return Finding.good("upstream.manager", name + " answers, and lets wkgate in.");
        } else if (access.refused()) {
            boolean given = settings.managerUser().isPresent()
                    && settings.managerPassword().isPresent();
            return Finding.warning(
                    "upstream.manager-login-refused",
                    name
                            + (given
                                    ? " refuses upstream.manager-user with this password."
                                    : " asks for a login, and none is set."),
                    WHY,
                    "Set upstream.manager-user and upstream.manager-password to a user of [manager] users in wukongim.toml"
                            + " who may read channels and messages.");
        }
        return away(name + " answers, but not as one: " + access.reason() + ".");
    }

    private static Finding away(String what) {
        return Finding.warning(
                "upstream.manager-away",
                what,
                WHY,
                "Is that [manager] listen_addr of wukongim.toml (5301 by default), and not 127.0.0.1 there, which only that"
                        + " host reaches?");
    }

    private static String words(Reach reach) {
        return switch (reach) {
            case CONNECTED -> "it is there";
            case NAME_UNKNOWN -> "its name cannot be resolved";
            case REFUSED -> "the connection is refused";
            case TIMED_OUT -> "nobody answers";
            case NO_ROUTE -> "no way leads there";
            case NO_TLS -> "TLS cannot be agreed on";
        };
    }
}
