package io.wkgate.cli;

import io.wkgate.doctor.DoctorReport;
import io.wkgate.doctor.Finding;
import io.wkgate.doctor.Finding.Level;
import picocli.CommandLine.Help.Ansi;

/** A report for people: a line for each finding, and for those that are not good what it means and how to mend it. */
final class DoctorText {

    private static final int WIDTH = 110;

    /** The columns at which the sentences begin. */
    private static final int WHAT = 8;

    private static final int WHY = 14;

    private DoctorText() {}

    static String of(DoctorReport report) {
        StringBuilder text = new StringBuilder();
        for (DoctorReport.Area area : report.areas()) {
            text.append(Ansi.AUTO.string("@|bold " + area.name() + "|@")).append("\n");
            area.findings().forEach(finding -> finding(finding, text));
            text.append("\n");
        }
        return text.append(sum(report)).toString();
    }

    private static void finding(Finding finding, StringBuilder text) {
        boolean bad = finding.level().compareTo(Level.WARNING) >= 0;
        text.append("  ").append(sign(finding.level())).append("  ");
        text.append(wrapped(finding.what() + (bad ? " [" + finding.id() + "]" : ""), WHAT))
                .append("\n");
        if (bad) {
            text.append(" ".repeat(WHAT))
                    .append("why:  ")
                    .append(wrapped(finding.why(), WHY))
                    .append("\n");
            text.append(" ".repeat(WHAT))
                    .append("mend: ")
                    .append(wrapped(finding.mend(), WHY))
                    .append("\n");
        }
    }

    private static String sign(Level level) {
        return Ansi.AUTO.string(
                switch (level) {
                    case GOOD -> "@|green ok  |@";
                    case SKIPPED -> "-   ";
                    case WARNING -> "@|yellow WARN|@";
                    case FAILURE -> "@|red FAIL|@";
                });
    }

    private static String sum(DoctorReport report) {
        long failures = report.findings()
                .filter(finding -> finding.level() == Level.FAILURE)
                .count();
        long warnings = report.findings()
                .filter(finding -> finding.level() == Level.WARNING)
                .count();
        if (failures + warnings == 0) {
            return "all is well";
        }
        return count(failures, "failure") + ", " + count(warnings, "warning");
    }

    private static String count(long number, String what) {
        return (number == 0 ? "no" : Long.toString(number)) + " " + what + (number == 1 ? "" : "s");
    }

    /** Sentences are wrapped; lines to paste stay whole and begin at the margin, so that they can be. */
    private static String wrapped(String text, int column) {
        StringBuilder lines = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            boolean first = lines.isEmpty();
            boolean sentence = first || isSentence(line);
            lines.append(first ? "" : "\n" + (sentence && !line.isEmpty() ? " ".repeat(column) : ""));
            lines.append(sentence ? folded(line, column) : line);
        }
        return lines.toString();
    }

    private static boolean isSentence(String line) {
        return !line.startsWith(" ") && (line.matches(".*[.\\]]") || line.matches("[^#]* .*:"));
    }

    private static String folded(String sentence, int column) {
        StringBuilder folded = new StringBuilder();
        int at = column;
        for (String word : sentence.split(" ", -1)) {
            if (at + word.length() > WIDTH && !folded.isEmpty()) {
                folded.append("\n").append(" ".repeat(column));
                at = column;
            } else if (!folded.isEmpty()) {
                folded.append(" ");
                at++;
            }
            folded.append(word);
            at += word.length();
        }
        return folded.toString();
    }
}
