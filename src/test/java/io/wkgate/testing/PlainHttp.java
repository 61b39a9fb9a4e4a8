package io.wkgate.testing;

import java.net.http.HttpClient;
import java.time.Duration;

/** Java's own client, which speaks HTTP/1.1 from the first request on, as WuKongIM does. */
public final class PlainHttp {

    private PlainHttp() {}

    /** A new one. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }
}
