package io.wkgate.revoke;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who is bound to one channel's commands, and for which revokes. A user is needed as long as one of the holds on him is:
 * what one revoke does with its own changes nothing for another's.
 */
record BindingHolds(List<Hold> all) {

    /** @param revoke whose it is; nothing when those who share it have ended, and only the time counts */
    record Hold(Optional<Long> revoke, Instant until, Set<String> uids) {

        private static Hold of(JsonObject json) {
            return new Hold(
                    Optional.ofNullable(json.getString("revoke")).map(Long::parseLong),
                    Instant.parse(json.getString("until")),
                    new TreeSet<>(RevokeColumns.texts(json.getJsonArray("uids").encode())));
        }

        private JsonObject json() {
            JsonObject json = new JsonObject();
            revoke.ifPresent(id -> json.put("revoke", Long.toString(id)));
            return json.put("until", until.toString()).put("uids", new JsonArray(List.copyOf(uids)));
        }
    }

    BindingHolds {
        all = List.copyOf(all);
    }

    /** @param until for a user who stands there alone, as an earlier version wrote them all */
    static BindingHolds of(String json, Instant until) {
        return new BindingHolds(new JsonArray(json)
                .stream()
                        .map(each -> each instanceof JsonObject hold
                                ? Hold.of(hold)
                                : new Hold(Optional.empty(), until, Set.of(each.toString())))
                        .toList());
    }

    String json() {
        JsonArray array = new JsonArray();
        all.forEach(hold -> array.add(hold.json()));
        return array.encode();
    }

    /** The revokes that may still take their own back. */
    List<Long> revokes() {
        return all.stream().flatMap(hold -> hold.revoke().stream()).toList();
    }

    /** The same, with more users for a revoke, and all of its own for longer. */
    BindingHolds with(long revoke, Collection<String> uids, Instant until) {
        Set<String> own = new TreeSet<>(uids);
        all.stream().filter(isOf(revoke)).forEach(hold -> own.addAll(hold.uids()));
        List<Hold> holds = new ArrayList<>(without(isOf(revoke)));
        holds.add(new Hold(Optional.of(revoke), until, own));
        return new BindingHolds(holds);
    }

    /** The same, with those of some revokes, which will not take them back any more, in one: a busy group has many. */
    BindingHolds merged(Set<Long> revokes) {
        Predicate<Hold> mergeable = hold -> hold.revoke().map(revokes::contains).orElse(true);
        Set<String> uids = new TreeSet<>();
        all.stream().filter(mergeable).forEach(hold -> uids.addAll(hold.uids()));
        Optional<Instant> until =
                all.stream().filter(mergeable).map(Hold::until).max(Instant::compareTo);
        List<Hold> holds = new ArrayList<>(without(mergeable));
        until.ifPresent(last -> holds.add(new Hold(Optional.empty(), last, uids)));
        return new BindingHolds(holds);
    }

    /** The same, where some revokes' own end by that time. */
    BindingHolds ended(Predicate<Hold> which, Instant now) {
        return new BindingHolds(all.stream()
                .map(hold -> which.test(hold) && hold.until().isAfter(now)
                        ? new Hold(hold.revoke(), now, hold.uids())
                        : hold)
                .toList());
    }

    /** Those that are over: by their time, or because their revoke was given up. */
    List<Hold> over(Instant now, Set<Long> givenUp) {
        return all.stream()
                .filter(hold -> !hold.until().isAfter(now)
                        || hold.revoke().filter(givenUp::contains).isPresent())
                .toList();
    }

    /** Who is held by these and by no others. */
    Set<String> freedBy(List<Hold> over) {
        Set<String> freed = new LinkedHashSet<>();
        over.forEach(hold -> freed.addAll(hold.uids()));
        without(over::contains).forEach(hold -> freed.removeAll(hold.uids()));
        return freed;
    }

    BindingHolds minus(List<Hold> over) {
        return new BindingHolds(without(over::contains));
    }

    /** When the first of them ends; nothing if there is none. */
    Optional<Instant> next() {
        return all.stream().map(Hold::until).min(Instant::compareTo);
    }

    static Predicate<Hold> isOf(long revoke) {
        return hold -> hold.revoke().filter(id -> id == revoke).isPresent();
    }

    private List<Hold> without(Predicate<Hold> which) {
        return all.stream().filter(which.negate()).toList();
    }
}
