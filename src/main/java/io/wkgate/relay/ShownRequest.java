package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * A request as a person may see it.
 *
 * @param url without user, query and fragment, which may hold a secret
 * @param headers a secret's value is replaced by dots
 */
public record ShownRequest(String method, String url, Map<String, String> headers, Buffer body) {}
