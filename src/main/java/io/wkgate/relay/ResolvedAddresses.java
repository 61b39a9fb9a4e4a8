package io.wkgate.relay;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** How a host's name becomes addresses. */
@FunctionalInterface
interface ResolvedAddresses {

    /** All that it leads to, at least one; fails with {@link UnknownHostException} if it leads nowhere. Does not block. */
    Future<List<InetAddress>> of(String host);

    /** By Vert.x's own resolver with its cache; a literal address is itself, in whatever form it is written. */
    static ResolvedAddresses by(Vertx vertx) {
        return host -> {
            Optional<InetAddress> literal = literal(host);
            return literal.isPresent() ? Future.succeededFuture(List.of(literal.get())) : lookUp(vertx, host);
        };
    }

    /**
     * The bare address. One that carries its name is to Vert.x no more than that name: connections to it would go where the
     * first of them went.
     */
    static InetAddress withoutName(InetAddress address) {
        try {
            // A link-local address is of use with its interface only.
            return address instanceof Inet6Address six && six.getScopeId() > 0
                    ? Inet6Address.getByAddress(null, six.getAddress(), six.getScopeId())
                    : InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Future<List<InetAddress>> lookUp(Vertx vertx, String host) {
        // The public DnsClient knows neither /etc/hosts nor search domains, which containers live by.
        Promise<List<InetSocketAddress>> found = Promise.promise();
        ((VertxInternal) vertx).nameResolver().resolveAll(host, answer -> {
            if (answer.succeeded()) {
                found.complete(answer.result());
            } else {
                found.fail(answer.cause());
            }
        });
        return found.future().compose(addresses -> {
            List<InetAddress> usable = addresses.stream()
                    .filter(address -> !address.isUnresolved())
                    .map(InetSocketAddress::getAddress)
                    .toList();
            return usable.isEmpty()
                    ? Future.failedFuture(new UnknownHostException("no address"))
                    : Future.succeededFuture(usable);
        });
    }

    /** Also a single number, decimal, octal or hexadecimal, which some resolvers take for an IPv4 address. */
    private static Optional<InetAddress> literal(String host) {
        try {
            if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
                return Optional.of(InetAddress.getByName(host));
            }
            long number = Long.decode(host);
            return number < 0 || number >= 1L << 32
                    ? Optional.empty()
                    : Optional.of(InetAddress.getByAddress(new byte[] {
                        (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
                    }));
        } catch (NumberFormatException | UnknownHostException e) {
            return Optional.empty();
        }
    }
}
