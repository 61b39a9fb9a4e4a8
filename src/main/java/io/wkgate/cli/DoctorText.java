package io.wkgate.cli;

import io.wkgate.doctor.DoctorReport;
import io.wkgate.doctor.Finding;
import io.wkgate.doctor.Finding.Level;
import picocli.CommandLine.Help.Ansi;

/** A report for people: a line for each finding, and for those that are not good what it means and how to mend it. */
final class DoctorText {

    private static final int WIDTH = 110;
    private static final String INDENT = " ".repeat(8);

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
        text.append(wrapped(finding.what() + (bad ? "  [" + finding.id() + "]" : ""))).append("\n");
        if (bad) {
            text.append(INDENT).append("why:  ").append(wrapped(finding.why())).append("\n");
            text.append(INDENT).append("mend: ").append(wrapped(finding.mend())).append("\n");
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

    /** Sentences are wrapped; lines to paste stay whole. */
    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (!lines.isEmpty()) {
                lines.append("\n").append(line.isEmpty() ? "" : INDENT + "  ");
            }
            boolean sentence = !line.startsWith(" ") && line.matches(".*[.\\]]$");
            lines.append(sentence ? folded(line) : line);
        }
        return lines.toString();
    }

    private static String folded(String sentence) {
        StringBuilder folded = new StringBuilder();
        int column = INDENT.length() + 6;
        for (String word : sentence.split(" ")) {
            if (column + word.length() > WIDTH && !folded.isEmpty()) {
                folded.append("\n").append(INDENT).append("  ");
                column = INDENT.length() + 2;
            } else if (!folded.isEmpty()) {
                folded.append(" ");
                column++;
            }
            folded.append(word);
            column += word.length();
        }
        return folded.toString();
    }
}
