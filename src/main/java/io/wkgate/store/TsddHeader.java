package io.wkgate.store;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Header;

/** A message's header as TangSengDaoDaoServer keeps it, a text of 0 and 1. */
final class TsddHeader {

    private TsddHeader() {}

    static String write(Header header) {
        return "{\"no_persist\":%d,\"red_dot\":%d,\"sync_once\":%d}"
                .formatted(header.noPersist() ? 1 : 0, header.redDot() ? 1 : 0, header.syncOnce() ? 1 : 0);
    }

    /** A text that is no header has no flag set. */
    static Header read(String text) {
        try {
            JsonObject header = new JsonObject(text);
            return new Header(flag(header, "no_persist"), flag(header, "red_dot"), flag(header, "sync_once"));
        } catch (DecodeException e) {
            return new Header(false, false, false);
        }
    }

    private static boolean flag(JsonObject header, String name) {
        Object value = header.getValue(name);
        return value instanceof Number number ? number.intValue() != 0 : Boolean.TRUE.equals(value);
    }
}
