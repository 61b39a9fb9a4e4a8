package io.wkgate.doctor;

import io.wkgate.config.IntakeSettings;
import io.wkgate.intake.WebhookConfiguration;
import io.wkgate.upstream.Capability;
import io.wkgate.upstream.Dialect;
import java.net.URI;
import java.util.Optional;

/** What to paste into WuKongIM's configuration, with a word in place of the token. */
final class PasteLines {

    private static final String REST =
            "\n<token> stands for the token: `wkgate webhook` prints the same lines with it. Then restart WuKongIM.";

    private final URI base;

    PasteLines(IntakeSettings settings, int httpPort) {
        base = WebhookConfiguration.base(settings, httpPort);
    }

    /** The host by which WuKongIM is told to reach wkgate. */
    String host() {
        return base.getHost();
    }

    /** The whole address. */
    String address() {
        return WebhookConfiguration.address(base, "<token>");
    }

    /** For this line, or where none is known for all of them. */
    String text(Optional<Dialect> dialect) {
        String yaml = "wk.yaml of WuKongIM 1.2 to 2.2:\n" + WebhookConfiguration.yaml(address());
        String toml = "wukongim.toml of WuKongIM 3:\n" + WebhookConfiguration.toml(address());
        String lines = dialect.map(known -> three(known) ? toml : yaml).orElse(yaml + toml);
        return lines.stripTrailing() + REST;
    }

    static boolean three(Dialect dialect) {
        return dialect.has(Capability.READS_AS_MEMBER);
    }
}
