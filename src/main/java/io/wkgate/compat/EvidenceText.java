package io.wkgate.compat;

/**
 * Evidence for people.
 *
 * @param kind what it is
 * @param name where it is
 * @param file where it is in the repository
 */
record EvidenceText(Phrase kind, String name, String file) {

    private static final String TESTS = "src/test/";

    static EvidenceText of(Evidence evidence) {
        if (evidence instanceof Evidence.Recording recording) {
            return new EvidenceText(
                    Phrase.RECORDING, recording.file(), TESTS + "resources/recordings/" + recording.file());
        } else if (evidence instanceof Evidence.RealRun run) {
            return new EvidenceText(Phrase.REAL_RUN, run.file(), run.file());
        }
        String name = ((Evidence.Test) evidence).name();
        String type = name.replaceFirst("#.*", "");
        return new EvidenceText(
                Phrase.TEST,
                name.substring(type.lastIndexOf('.') + 1),
                TESTS + "java/" + type.replace('.', '/') + ".java");
    }
}
