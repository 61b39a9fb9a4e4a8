package io.wkgate.compat;

/** What is known of one node, in a line. */
record NodeSentence(Language language) {

    String of(RunningNode node) {
        String running = node.running().map(this::of).orElse("");
        if (node.state() == RunningNode.State.KNOWN) {
            return running;
        }
        String state = state(node.state()).in(language);
        String separator = language == Language.ZH ? "；" : "; ";
        return running.isEmpty() ? state : state + separator + Phrase.LAST_SEEN.in(language, running);
    }

    private String of(RunningNode.Running running) {
        return running.version().equals("unknown")
                ? "WuKongIM " + Phrase.NOT_TOLD.in(language, running.line())
                : "WuKongIM " + running.version();
    }

    private static Phrase state(RunningNode.State state) {
        return switch (state) {
            case KNOWN -> Phrase.STATE_KNOWN;
            case NOT_PROBED -> Phrase.STATE_NOT_PROBED;
            case UNREACHABLE -> Phrase.STATE_UNREACHABLE;
            case TOKEN_REFUSED -> Phrase.STATE_TOKEN_REFUSED;
            case NOT_WUKONGIM -> Phrase.STATE_NOT_WUKONGIM;
        };
    }
}
