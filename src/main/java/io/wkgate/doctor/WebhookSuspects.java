package io.wkgate.doctor;

import io.wkgate.upstream.Capability;
import io.wkgate.upstream.Dialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The usual mistakes, when WuKongIM took a message and nothing came: the likeliest first, with what speaks for it. */
final class WebhookSuspects {

    /** From which version of 2 on it knows focusEvents (source: internal/options, first in v2.0.8). */
    private static final String FOCUS_SINCE = "2.0.8";

    private final List<Suspect> suspects = new ArrayList<>();

    private record Suspect(int likelihood, String text) {}

    /**
     * @param elsewhere whether WuKongIM is on another host, or wkgate in a container
     * @param address what WuKongIM was told to call: as it says itself, else as wkgate prints it
     * @param told whether WuKongIM says so itself
     * @param grpcPort where wkgate takes gRPC, 0 or less if nowhere
     */
    WebhookSuspects(Dialect dialect, String version, boolean elsewhere, String address, boolean told, int grpcPort) {
        boolean three = PasteLines.three(dialect);
        if (dialect.has(Capability.GRPC_WEBHOOK)) {
            add(
                    60,
                    "gRPC and HTTP are both set: while webhook.grpcAddr is set, WuKongIM calls only that, and httpAddr is not"
                            + " used. Take grpcAddr out, or point it to wkgate"
                            + (grpcPort > 0
                                    ? " (port " + grpcPort + "; intake.grpc-host must let WuKongIM in)."
                                    : "."));
        }
        if (!told) {
            add(
                    50,
                    three
                            ? "The webhook is not set, or not where WuKongIM reads it: http_addr must stand below the line"
                                    + " [webhook] and above the next line in brackets."
                            : "The webhook is not set, or not where WuKongIM reads it: httpAddr must be indented below a line"
                                    + " `webhook:` without a # before it. httpAddr at the left margin is the API's own"
                                    + " address, and `webhook.httpAddr:` is read by nobody.");
        }
        boolean local = Hosts.isLoopback(hostOf(address));
        add(
                local && elsewhere ? 80 : local ? 45 : 42,
                "The address leads elsewhere for WuKongIM: " + address
                        + (told ? ", as it says itself" : " is what wkgate prints")
                        + ". In a container 127.0.0.1 and localhost are the container itself, and a service's name is known on"
                        + " its own network only. In WuKongIM's container `wget -qO- " + healthOf(address)
                        + "` must answer something. Set intake.public-url, and paste anew.");
        if (!told && (three || knowsFocus(version))) {
            add(
                    40,
                    (three ? "focus_events of [webhook]" : "webhook.focusEvents")
                            + " is set and lacks msg.notify. Take it out, which means all kinds.");
        }
        add(35, "WuKongIM was not restarted after the change: it reads its configuration at its start only.");
        add(elsewhere ? 34 : 10, "A firewall or security group lets no connection from WuKongIM to this port through.");
        add(
                5,
                "The token in the path is wrong, and another wkgate refuses it: this one would have seen the call, and saw"
                        + " none.");
    }

    private static boolean knowsFocus(String version) {
        List<Integer> told = numbers(version);
        // A version that is not told is 2.0.4's, or of a build that was given none.
        return !told.isEmpty() && told.get(0) == 2 && compare(told, numbers(FOCUS_SINCE)) >= 0;
    }

    private static List<Integer> numbers(String version) {
        return version.matches("v?\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}(\\D.*)?")
                ? List.of(version.replaceFirst("^v", "").split("\\D")).stream()
                        .limit(3)
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
    }

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < right.size(); i++) {
            int compared = Integer.compare(left.get(i), right.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static String hostOf(String address) {
        return address.replaceFirst("^[a-z]+://", "").replaceFirst("(:\\d+)?(/.*)?$", "");
    }

    private static String healthOf(String address) {
        return address.replaceFirst("(?<=[^/:])/.*$", "") + "/webhook/x";
    }

    private void add(int likelihood, String text) {
        suspects.add(new Suspect(likelihood, text));
    }

    /** One a line, numbered. */
    String text() {
        List<Suspect> ordered = suspects.stream()
                .sorted(Comparator.comparingInt(Suspect::likelihood).reversed())
                .toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ordered.size(); i++) {
            text.append(i + 1).append(". ").append(ordered.get(i).text()).append("\n");
        }
        return text.toString();
    }
}
