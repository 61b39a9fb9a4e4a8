package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** msg.offline with more receivers than are listed in plain text. */
final class CompressedUids implements Measurement {

    @Override
    public Iterable<String> features() {
        return List.of("bodies.compressed-uids");
    }

    @Override
    public BenchSetup setup() {
        return BenchSetup.USUAL.withCompressAbove(1);
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        if (bench.real() && bench.line().equals(ServerLine.THREE)) {
            // Its limit cannot be lowered from here.
            return Map.of();
        }
        MarkedMessages messages = new MarkedMessages(bench);
        // Two who are there and two who are not: every version names two at least.
        messages.group("g1", "u1", "u2", "u3", "u4", "u5");
        try (ChatClient present = messages.present("u2");
                ChatClient other = messages.present("u3")) {
            messages.send("compressed", toGroup("u1", "g1"));
            JsonObject offline = messages.awaitOffline("compressed");
            String uids = unpacked(offline.getString("compress_to_uids"));
            boolean whole = uids.contains("\"u3\"") || uids.contains("\"u4\"");
            return new Verdicts()
                    .put("bodies.compressed-uids", whole ? "whole" : "empty", whole ? WORKS : DEGRADED)
                    .all();
        }
    }

    /** What can be read of it, however it ends. */
    private static String unpacked(String base64) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
