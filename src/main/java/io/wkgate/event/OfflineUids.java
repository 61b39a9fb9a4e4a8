package io.wkgate.event;

import io.wkgate.event.ShapedEntry.Writer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Whom a msg.offline names: on v1.2.6 and v2.2.5 each once and not the sender, on v2.0.4 and v3 the sender too. */
final class OfflineUids {

    /** More is no list of users, and not worth the memory. */
    private static final int LONGEST_LIST = 64 << 20;

    private OfflineUids() {}

    /** Makes the list what v1.2.6 and v2.2.5 have: never compressed, for theirs are compressed to nothing. */
    static void shape(ShapedEntry entry) {
        WireObject source = entry.source();
        Optional<List<String>> compressed = compressed(source);
        if (compressed.isPresent()) {
            entry.remove("compress");
            entry.remove("compress_to_uids");
            entry.setToUids(withoutSender(compressed.get(), entry.fromUid()));
        } else if (entry.writer() != Writer.UNKNOWN && source.has("to_uids")) {
            source.texts("to_uids").ifPresent(uids -> entry.setToUids(withoutSender(uids, entry.fromUid())));
        }
    }

    private static List<String> withoutSender(List<String> uids, String fromUid) {
        return uids.stream().filter(uid -> !uid.equals(fromUid)).distinct().toList();
    }

    /** Nothing for the head of a gzip stream without data, which is all that v1 and v2 write. */
    private static Optional<List<String>> compressed(WireObject source) {
        if (source.text("compress").filter("gzip"::equals).isEmpty()) {
            return Optional.empty();
        }
        return source.text("compress_to_uids").flatMap(OfflineUids::unpack);
    }

    private static Optional<List<String>> unpack(String base64) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            byte[] json = gzip.readNBytes(LONGEST_LIST);
            return json.length < LONGEST_LIST ? JsonTexts.read(json) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
