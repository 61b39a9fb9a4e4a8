package io.wkgate.gap;

import io.wkgate.upstream.KnownNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where a round is. Used by one step after the other. */
final class RepairWalk {

    private static final int SEARCHES = 20;

    private final KnownNode node;
    private final BooleanSupplier stopping;
    private final List<String> refusals = new ArrayList<>();
    private Optional<List<String>> readers = Optional.empty();
    private Claim claim;
    private int pages;

    RepairWalk(Claim claim, KnownNode node, BooleanSupplier stopping) {
        this.claim = claim;
        this.node = node;
        this.stopping = stopping;
    }

    /** Only members may read it; these are known. */
    void readers(List<String> known) {
        readers = Optional.of(known);
    }

    KnownNode node() {
        return node;
    }

    Claim claim() {
        return claim;
    }

    /**
     * Whether so many pages are done that others should have their turn; later where it was a long search who may read it,
     * which would begin anew.
     */
    boolean hasDone(int some) {
        return pages >= (refusals.isEmpty() ? some : SEARCHES * some);
    }

    boolean isStopping() {
        return stopping.getAsBoolean();
    }

    /** As whom the next page is read. What one could not read from a number down, nobody asks him further below. */
    Optional<String> reader() {
        return readers.filter(known -> refusals.size() < known.size()).map(known -> known.get(refusals.size()));
    }

    /** Whether all who might read it were tried; where it does not matter who reads, that is one. */
    boolean nobodyIsLeft() {
        return refusals.size() >= readers.map(List::size).orElse(1);
    }

    /** @param why upstream's words, or what it did not tell */
    void readerFailed(String why) {
        refusals.add(reader().map(uid -> uid + ": " + why).orElse(why));
    }

    void goOn(Claim left) {
        claim = left;
        pages++;
    }

    /** The node, and as whom it was asked. */
    String who() {
        return "node " + node.node() + reader().map(uid -> " as " + uid).orElse("");
    }

    String whyUnreadable() {
        return refusals.isEmpty()
                ? "nobody is known who may read it"
                : "node " + node.node() + ", asked as all " + refusals.size() + " who are known: "
                        + String.join("; ", refusals);
    }

    /** By what it is proven that upstream does not have a number. */
    String evidence(ReadPage page) {
        return who() + ": its page up to " + page.end() + " has " + page.size() + " messages and is complete from "
                + page.settledFrom() + " on";
    }
}
