package io.wkgate.doctor;

import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.UpstreamNode;
import io.wkgate.upstream.UpstreamReport;
import java.util.ArrayList;
import java.util.List;

/** What is said of one node of WuKongIM. */
final class NodeFindings {

    private static final String WHY_AWAY =
            "Revokes wait, and missing messages are not pulled back, while no node answers.";

    private NodeFindings() {}

    /** One to which there is no connection. */
    static Finding away(UpstreamNode node, Reach reach) {
        String address = "upstream.urls, node " + node + ": ";
        Finding finding = switch (reach) {
            case NAME_UNKNOWN ->
                Finding.failure(
                        "upstream.name-unknown",
                        address + "its name cannot be resolved on this host.",
                        WHY_AWAY,
                        "Look for a mistake in the name. In Docker a service's name is known only on the network that"
                                + " both containers are in: `docker network inspect`, `getent hosts NAME` in wkgate's"
                                + " container.");
            case REFUSED ->
                Finding.failure(
                        "upstream.refused",
                        address + "the connection is refused: the host is there, and nobody listens on that port.",
                        WHY_AWAY,
                        "Is WuKongIM running, and is this the port of its HTTP API (httpAddr in wk.yaml, [api]"
                                + " listen_addr in wukongim.toml; 5001 by default)? In a container 127.0.0.1 is the"
                                + " container itself: use the service's name, or host.docker.internal.");
            case TIMED_OUT ->
                Finding.failure(
                        "upstream.timed-out",
                        address + "nobody answers; packets seem to be swallowed.",
                        WHY_AWAY,
                        "Look at the firewall or security group between this host and WuKongIM, and at the address.");
            case NO_ROUTE ->
                Finding.failure(
                        "upstream.no-route",
                        address + "no way leads from this host to its address.",
                        WHY_AWAY,
                        "Look at the address, and at the networks of both hosts.");
            case NO_TLS ->
                Finding.failure(
                        "upstream.no-tls",
                        address + "somebody listens, but TLS cannot be agreed on with him.",
                        WHY_AWAY,
                        "WuKongIM's API speaks plain HTTP: write http://, unless a proxy in front of it has a certificate."
                                + " One of a private authority must be in the trust store that"
                                + " -Djavax.net.ssl.trustStore names.");
            case CONNECTED -> throw new IllegalArgumentException("it is there");
        };
        return finding.with("node", node.host());
    }

    /** @param token whether {@code upstream.token} is set */
    static List<Finding> of(ProbeResult result, boolean token) {
        List<Finding> findings = new ArrayList<>();
        if (result instanceof ProbeResult.Recognised recognised) {
            UpstreamReport report = recognised.report();
            findings.add(Finding.good(
                            "upstream.node",
                            "Node " + report.node() + " is WuKongIM " + report.line() + ", version " + report.version()
                                    + ".")
                    .with("line", report.line())
                    .with("version", report.version()));
            report.warnings().forEach(warning -> findings.add(notMeasured(report, warning)));
        } else if (result instanceof ProbeResult.TokenRefused) {
            findings.add(tokenRefused(result.node(), token));
        } else if (result instanceof ProbeResult.Unrecognised unrecognised) {
            findings.add(notWuKongIm(unrecognised));
        } else {
            findings.add(Finding.failure(
                            "upstream.in-trouble",
                            "Node " + result.node() + " " + result.description() + ".",
                            WHY_AWAY,
                            "Look into that node's log. Behind a proxy, 502 to 504 are the proxy's: then WuKongIM itself"
                                    + " is away.")
                    .with("node", result.node().host()));
        }
        return findings;
    }

    private static Finding notMeasured(UpstreamReport report, String warning) {
        return Finding.warning(
                        "upstream.not-measured",
                        "Node " + report.node() + ": " + warning + ".",
                        "wkgate was tried on other versions; what this one does differently is not known.",
                        "Look whether a newer wkgate knows this version. Until then try revokes and an outage on a test"
                                + " system.")
                .with("version", report.version());
    }

    private static Finding tokenRefused(UpstreamNode node, boolean token) {
        return Finding.failure(
                        "upstream.token-refused",
                        "Node " + node + " answers 401: "
                                + (token
                                        ? "upstream.token is not its manager token."
                                        : "it wants a token, and upstream.token is not set."),
                        "Nothing can be asked of it: no revoke, no repair, and not even which version it is.",
                        "Set upstream.token (WKGATE_UPSTREAM_TOKEN) to what stands in WuKongIM's configuration as"
                                + " managerToken (wk.yaml, or WK_MANAGERTOKEN).")
                .with("node", node.host());
    }

    private static Finding notWuKongIm(ProbeResult.Unrecognised result) {
        return Finding.failure(
                        "upstream.not-wukongim",
                        "Node " + result.node() + " answers, but " + result.reason() + ".",
                        "Revokes wait, and missing messages are not pulled back: what answers there is not asked.",
                        "upstream.urls is the address of WuKongIM's HTTP API (5001 by default), not of its client port"
                                + " (5100), its WebSocket (5200), its manager (5300) or of a web page before it."
                                + " `wkgate probe URL` shows what each route answered.")
                .with("node", result.node().host());
    }
}
