package io.wkgate.doctor;

import java.util.List;

/**
 * How something is mended. Statements are shown and never run; they also stand by themselves in the finding's details.
 *
 * @param words a sentence; before statements it ends without a full stop
 * @param statements in the order in which a person would run them, without a semicolon
 */
record Mend(String words, List<String> statements) {

    static Mend of(String words, String... statements) {
        return new Mend(words, List.of(statements));
    }

    /** By a statement that wkgate's own account may be allowed to run. */
    static Mend by(String statement) {
        return of("Run", statement);
    }

    /** By statements that only an administrator of the database may run. */
    static Mend byAdministrator(String... statements) {
        return of("Run, as an administrator of the database", statements);
    }

    Finding failure(String id, String what, String why) {
        return in(Finding.failure(id, what, why, text()));
    }

    Finding warning(String id, String what, String why) {
        return in(Finding.warning(id, what, why, text()));
    }

    private Finding in(Finding finding) {
        return statements.isEmpty() ? finding : finding.with("statement", String.join(";\n", statements));
    }

    private String text() {
        return statements.isEmpty() ? words : words + ": " + String.join("; ", statements) + ";";
    }
}
