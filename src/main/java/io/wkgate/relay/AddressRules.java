package io.wkgate.relay;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * To which addresses nothing is sent. Loopback and private networks are allowed, for business servers live there. An IPv4
 * address is looked for inside IPv6 ones, too.
 *
 * @param allowLinkLocal allows link-local and metadata addresses; the others are never of use
 */
record AddressRules(boolean allowLinkLocal) {

    private static final List<Rule> NEVER = List.of(
            new Rule("0.0.0.0/8", "an unspecified address"),
            new Rule("224.0.0.0/4", "a multicast address"),
            new Rule("255.255.255.255/32", "the broadcast address"),
            new Rule("::/128", "an unspecified address"),
            new Rule("ff00::/8", "a multicast address"));

    private static final List<Rule> LINK_LOCAL = List.of(
            new Rule("169.254.0.0/16", "a link-local address, where clouds keep their metadata"),
            new Rule("fe80::/10", "a link-local address"),
            new Rule("100.100.100.200/32", "a cloud's metadata address"),
            new Rule("168.63.129.16/32", "a cloud's metadata address"),
            new Rule("192.0.0.192/32", "a cloud's metadata address"),
            // Amazon's local services, Google's and Scaleway's metadata.
            new Rule("fd00:ec2::/32", "a cloud's metadata address"),
            new Rule("fd20:ce::254/128", "a cloud's metadata address"),
            new Rule("fd00:42::42/128", "a cloud's metadata address"));

    private static final List<Embedding> EMBEDDINGS = List.of(
            // Mapped, translated, compatible, NAT64 (well-known and one's own, as /96 and as /48), 6to4, Teredo.
            new Embedding("::ffff:0:0/96", List.of(12, 13, 14, 15), false),
            new Embedding("::ffff:0:0:0/96", List.of(12, 13, 14, 15), false),
            new Embedding("::/96", List.of(12, 13, 14, 15), false),
            new Embedding("64:ff9b::/96", List.of(12, 13, 14, 15), false),
            new Embedding("64:ff9b:1::/48", List.of(12, 13, 14, 15), false),
            new Embedding("64:ff9b:1::/48", List.of(6, 7, 9, 10), false),
            new Embedding("2002::/16", List.of(2, 3, 4, 5), false),
            new Embedding("2001::/32", List.of(12, 13, 14, 15), true));

    /** Why nothing may be sent there; empty if it may. */
    Optional<String> objection(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return Optional.empty();
        }
        List<List<Byte>> forms = forms(bytes(address.getAddress())).toList();
        return Stream.concat(NEVER.stream(), allowLinkLocal ? Stream.empty() : LINK_LOCAL.stream())
                .filter(rule -> forms.stream().anyMatch(rule.range()::holds))
                .findFirst()
                .map(rule -> "its name leads to " + address.getHostAddress() + ", " + rule.name()
                        + (LINK_LOCAL.contains(rule) ? " (allow-link-local is off)" : ""));
    }

    /** The address itself and the IPv4 addresses that may be meant by it. */
    private static Stream<List<Byte>> forms(List<Byte> address) {
        return Stream.concat(
                Stream.of(address),
                EMBEDDINGS.stream()
                        .filter(embedding -> embedding.range().holds(address))
                        .map(embedding -> embedding.inner(address))
                        // Of two readings one is of zeros.
                        .filter(inner -> inner.get(0) != 0));
    }

    private static List<Byte> bytes(byte[] address) {
        return IntStream.range(0, address.length).mapToObj(i -> address[i]).toList();
    }

    /** @param name what such an address is */
    private record Rule(Range range, String name) {

        Rule(String range, String name) {
            this(Range.of(range), name);
        }
    }

    /**
     * IPv6 addresses which hold an IPv4 one.
     *
     * @param places of its bytes
     */
    private record Embedding(Range range, List<Integer> places, boolean inverted) {

        Embedding(String range, List<Integer> places, boolean inverted) {
            this(Range.of(range), places, inverted);
        }

        List<Byte> inner(List<Byte> address) {
            return places.stream()
                    .map(place -> inverted ? (byte) ~address.get(place) : address.get(place))
                    .toList();
        }
    }

    /** Addresses that begin with the same bits. */
    private record Range(List<Byte> network, int bits) {

        /** @param text such as {@code 169.254.0.0/16} */
        static Range of(String text) {
            String[] parts = text.split("/");
            return new Range(
                    bytes(Objects.requireNonNull(NetUtil.createByteArrayFromIpAddressString(parts[0]))),
                    Integer.parseInt(parts[1]));
        }

        boolean holds(List<Byte> address) {
            return address.size() == network.size()
                    && IntStream.range(0, bits).allMatch(bit -> bit(address, bit) == bit(network, bit));
        }

        private static int bit(List<Byte> address, int bit) {
            return address.get(bit / Byte.SIZE) >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1;
        }
    }
}
