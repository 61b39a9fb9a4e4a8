package io.wkgate.doctor;

import io.wkgate.config.UpstreamUrl;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which hosts are this one. */
interface Hosts {

    Hosts REAL = new Hosts() {
        @Override
        public boolean isHere(String host) {
            try {
                InetAddress address = InetAddress.getByName(host);
                return address.isLoopbackAddress()
                        || address.isAnyLocalAddress()
                        || NetworkInterface.getByInetAddress(address) != null;
            } catch (UnknownHostException | SocketException e) {
                return false;
            }
        }

        @Override
        public boolean inContainer() {
            return Files.exists(Path.of("/.dockerenv"))
                    || Files.exists(Path.of("/run/.containerenv"))
                    || System.getenv("KUBERNETES_SERVICE_HOST") != null;
        }
    };

    /** Whether the name or address leads to this machine, or to this container. May block. */
    boolean isHere(String host);

    /** Whether this process runs in a container. */
    boolean inContainer();

    /**
     * Where WuKongIM is, if it is not on this machine or in this container, so that 127.0.0.1 is another one for it. Of the
     * same container, or of two in one pod, it is the same.
     */
    default Optional<String> apart(List<UpstreamUrl> urls) {
        if (urls.isEmpty() && inContainer()) {
            return Optional.of("wkgate runs in a container");
        }
        return urls.stream()
                .map(url -> URI.create(url.base()).getHost())
                .filter(host -> !isHere(host))
                .findFirst()
                .map(host -> "WuKongIM is at " + host + ", which is not this host");
    }

    /** Whether the name or address leads only whoever uses it to himself. */
    static boolean isLoopback(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.equalsIgnoreCase("localhost") || bare.startsWith("127.") || bare.equals("::1");
    }
}
