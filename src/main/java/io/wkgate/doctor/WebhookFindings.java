package io.wkgate.doctor;

import io.wkgate.intake.WebhookSigns.Missed;
import java.util.Map;

/** What is said of calls that miss the webhook, and of events that do not come. */
final class WebhookFindings {

    private static final String WHY =
            "Messages that WuKongIM does not get rid of are dropped after some tries, and then are in no table.";

    private WebhookFindings() {}

    /** @param lines what to paste instead */
    static Finding missed(Missed missed, Finding.Level level, String lines) {
        String calls = missed.count() + (missed.count() == 1 ? " call" : " calls") + " came, the last at "
                + missed.last() + " from " + missed.from();
        Finding finding = switch (missed.miss()) {
            case WRONG_TOKEN ->
                new Finding(
                        "webhook.token-wrong",
                        level,
                        calls + ", with a wrong token in the address; they were answered with 401.",
                        WHY,
                        "Put the right token behind /webhook/, or set intake.token to the one that WuKongIM has.\n\n"
                                + lines,
                        Map.of());
            case WRONG_PATH ->
                new Finding(
                        "webhook.path-wrong",
                        level,
                        calls + ", to another path than /webhook/<token>; they were answered with 404.",
                        WHY,
                        "Give WuKongIM the whole address, its path and token too.\n\n" + lines,
                        Map.of());
            case NO_EVENT ->
                new Finding(
                        "webhook.query-in-address",
                        level,
                        calls + ", without an event in the query; they were answered with 400.",
                        "WuKongIM 1.2 and 2.x append ?event=… to the address as it is, so one with a ? of its own breaks. "
                                + WHY,
                        "Take everything from the ? on out of the address.\n\n" + lines,
                        Map.of());
            case GRPC_ON_HTTP ->
                new Finding(
                        "webhook.grpc-to-http-port",
                        level,
                        calls + ", as gRPC to the port for HTTP; they were answered with 404.",
                        "While grpcAddr is set, WuKongIM calls only that, and httpAddr is not used. " + WHY,
                        "Take grpcAddr out of WuKongIM's configuration, or give it the port of intake.grpc-port.\n\n"
                                + lines,
                        Map.of());
        };
        return finding.with("calls", Long.toString(missed.count())).with("from", missed.from());
    }

    /** @param seen what shows it, in a sentence */
    static Finding focusEvents(String seen, String lines) {
        return Finding.failure(
                "webhook.focus-events",
                seen + " WuKongIM is told to send some kinds of events only, and msg.notify is not among them.",
                "Only msg.notify brings messages: none is stored.",
                "Take focusEvents out of webhook: in wk.yaml (focus_events of [webhook] in wukongim.toml), which means all"
                        + " kinds, or add msg.notify to it; then restart WuKongIM.\n\n" + lines);
    }

    /** @param seen what shows it, in a sentence */
    static Finding notCommitted(String seen) {
        return Finding.failure(
                "webhook.not-committed",
                seen + " WuKongIM calls, and gets no 200, because what it sends cannot be committed.",
                WHY,
                "The area database of this report says what is wrong there; wkgate's log says what each call waited for.");
    }
}
