package io.wkgate.upstream;

import io.wkgate.config.UpstreamUrl;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One server of a WuKongIM cluster.
 *
 * @param number its place among the configured addresses, from 1
 */
public record UpstreamNode(int number, UpstreamUrl url) {

    /** The nodes of the setting {@code upstream.urls}, in its order. */
    public static List<UpstreamNode> of(List<UpstreamUrl> urls) {
        return IntStream.range(0, urls.size())
                .mapToObj(place -> new UpstreamNode(place + 1, urls.get(place)))
                .toList();
    }

    /** Host and port, without user and password. */
    public String host() {
        return url.authority();
    }

    @Override
    public String toString() {
        return number + " (" + host() + ")";
    }
}
