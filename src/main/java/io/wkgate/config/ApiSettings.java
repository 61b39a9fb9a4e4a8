package io.wkgate.config;

import java.util.Optional;

/** The listener for business servers. */
public record ApiSettings(
        @Setting(
                name = "api.host",
                fallback = "0.0.0.0",
                help = "The address on which the api listener listens: revokes and reading messages.")
        String host,

        @Setting(
                name = "api.port",
                fallback = "6980",
                min = 0,
                max = 65_535,
                help = "The port of the api listener; 0 takes a free one.")
        int port,

        @Setting(
                name = "api.key",
                help =
                        "The key of the api listener, sent as `Authorization: Bearer` or in the header `token`. Without it"
                                + " one is made at the first start, kept in the database and shown once.")
        Optional<Secret> key) {}
