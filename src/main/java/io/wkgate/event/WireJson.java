package io.wkgate.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How JSON from upstream is read, wherever it stands: in entries, in bodies and in payloads. */
final class WireJson {

    static final JsonFactory FACTORY = JsonFactory.builder()
            // Bytes that look like UTF-16 are damage; guessing would also make positions unknown.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    // The entry's own limit bounds a text; v1.2.6 sends payloads of 16 MiB.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(200)
                    .build())
            .build();

    private WireJson() {}
}
