package io.wkgate.api;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import java.util.Optional;

/** The languages in which wkgate can say that a message was revoked. */
enum Language {
    ZH,
    EN;

    /** The one that is asked for, else the first that the client accepts, else Chinese. */
    static Language of(RoutingContext exchange) {
        Optional<String> asked = new Input(exchange).text("lang");
        if (asked.isPresent()) {
            return tagged(asked.get()).orElseThrow(() -> new BadInput("lang", "not zh or en"));
        }
        for (LanguageHeader accepted : exchange.acceptableLanguages()) {
            Optional<Language> known = tagged(accepted.tag());
            if (known.isPresent() && accepted.weight() > 0) {
                return known.get();
            }
        }
        return ZH;
    }

    private static Optional<Language> tagged(String tag) {
        for (Language language : values()) {
            if (language.name().equalsIgnoreCase(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
