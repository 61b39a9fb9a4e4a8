package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One step of a {@link RevokePlan}: one call, which may be done any number of times without harm; binding is one call for
 * each user. Only {@link Upstream#run} does it.
 */
public final class RevokeStep {

    private final String name;
    private final List<Supplier<UpstreamRequest>> requests;
    private final String request;
    private final StepReading reading;
    private final List<String> bindings;
    private final Optional<Instead> instead;

    /** What is done when the first answer asks for it. */
    private record Instead(Predicate<StepOutcome> asked, RevokeStep step) {}

    private RevokeStep(
            String name,
            List<Supplier<UpstreamRequest>> requests,
            String request,
            StepReading reading,
            List<String> bindings,
            Optional<Instead> instead) {
        this.name = name;
        this.requests = requests;
        this.request = request;
        this.reading = reading;
        this.bindings = bindings;
        this.instead = instead;
    }

    static RevokeStep send(String name, CommandSend send, StepReading reading) {
        return new RevokeStep(name, List.of(send::request), send.shown(), reading, List.of(), Optional.empty());
    }

    /** @param requests one for each user */
    static RevokeStep bind(String name, List<UpstreamRequest> requests, List<String> uids, StepReading reading) {
        List<Supplier<UpstreamRequest>> suppliers = requests.stream()
                .<Supplier<UpstreamRequest>>map(each -> () -> each)
                .toList();
        String all =
                String.join("\n", requests.stream().map(UpstreamRequest::shown).toList());
        return new RevokeStep(name, suppliers, ShownText.cut(all), reading, List.copyOf(uids), Optional.empty());
    }

    /** The same step; when its answer is such a one, the other call is made at once, and both are recorded. */
    RevokeStep instead(Predicate<StepOutcome> asked, CommandSend send, StepReading otherReading) {
        return new RevokeStep(
                name,
                requests,
                request,
                reading,
                bindings,
                Optional.of(new Instead(asked, send(name, send, otherReading))));
    }

    /**
     * What it is called in every plan for the same order: {@code channel}, or, where it goes to users by name,
     * {@code online-1-…}, {@code subscribers-1-…} and {@code bind-…} with a digest of them behind.
     */
    public String name() {
        return name;
    }

    /** Whether a step of that name binds somebody; what a channel is to keep for them must be sent after it. */
    public static boolean binds(String name) {
        return CommandBinding.isStep(name);
    }

    /** What it sends, for operators: method, path and JSON body but its client_msg_no, cut at 4 KiB. */
    public String request() {
        return request;
    }

    /** The users whom it binds to the channel's commands, for whoever takes the bindings back; else empty. */
    public List<String> bindings() {
        return bindings;
    }

    /** The future never fails. */
    Future<StepOutcome> run(UpstreamCall call) {
        Promise<StepOutcome> first = Promise.promise();
        from(call, 0, first);
        return first.future()
                .compose(outcome -> instead.filter(other -> other.asked().test(outcome))
                        .map(other -> other.step().run(call).map(second -> StepReading.after(outcome, second)))
                        .orElseGet(() -> Future.succeededFuture(outcome)));
    }

    /** One call after another, for a node takes only so many at once; the first that is not done ends it. */
    private void from(UpstreamCall call, int place, Promise<StepOutcome> promise) {
        call.ask(requests.get(place))
                .map(reading::read)
                .otherwise(thrown -> reading.read(UpstreamFailure.of(thrown)))
                .onSuccess(outcome -> {
                    if (outcome instanceof StepOutcome.Done && place + 1 < requests.size()) {
                        from(call, place + 1, promise);
                    } else {
                        promise.complete(outcome);
                    }
                });
    }
}
