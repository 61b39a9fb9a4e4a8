package io.wkgate.cli;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.boot.DatabaseAccess;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsException;
import io.wkgate.doctor.Doctor;
import io.wkgate.doctor.DoctorReport;
import io.wkgate.doctor.DoctorReport.Area;
import io.wkgate.doctor.Finding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wkgate doctor}. Looks by itself, and asks a running gateway for what only that knows; needs none. */
@Command(
        name = "doctor",
        description = "Tell what is wrong with this set-up, why it matters and how to mend it. Changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = DoctorCommand.USAGE,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:all is well, or was not looked at",
            " 1:a warning: it works, and will cost something one day (0 with --fail-on failure)",
            " 2:a failure: messages are not stored, not handed on or not revoked because of it",
            "64:the command line is wrong"
        })
final class DoctorCommand implements Callable<Integer> {

    /** Picocli's own code for a mistake in the command line, 2, means something else here. */
    static final int USAGE = 64;

    private static final List<String> AREAS =
            List.of("settings", "gateway", "database", "upstream", "webhook", "destinations");
    private static final Duration END = Duration.ofSeconds(10);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final OpsClient ops = new OpsClient();

    @Option(
            names = "--area",
            paramLabel = "AREA",
            split = ",",
            description = "Only of these: settings, gateway, database, upstream, webhook, destinations.")
    private Set<String> areas = new TreeSet<>();

    @Option(
            names = "--test-message",
            description =
                    "Have WuKongIM send a message between two users of the doctor's own, and wait for it to come through"
                            + " the webhook. Needs a running gateway.")
    private boolean testMessage;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long the test message is waited for, 1 to 60 (default: 10).")
    private int wait = 10;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            defaultValue = "warning",
            description = "From which level on the exit code is not 0: warning or failure (default: warning).")
    private FailOn failOn = FailOn.WARNING;

    @Option(names = "--json", description = "Answer as /v1/doctor does.")
    private boolean json;

    /** What a script minds. */
    enum FailOn {
        WARNING,
        FAILURE
    }

    @Override
    public Integer call() {
        requireSense();
        DoctorReport report = new DoctorReport(
                Clock.systemUTC().instant(),
                examined().stream().filter(this::shown).toList());
        System.out.println(json ? report.json().encodePrettily() : DoctorText.of(report));
        return switch (report.level()) {
            case GOOD, SKIPPED -> 0;
            case WARNING -> failOn == FailOn.WARNING ? 1 : 0;
            case FAILURE -> 2;
        };
    }

    private void requireSense() {
        boolean known = AREAS.containsAll(areas);
        if (spec != null && (!known || wait < 1 || wait > 60)) {
            throw new ParameterException(
                    spec.commandLine(), known ? "--wait: from 1 to 60" : "--area: one of " + String.join(", ", AREAS));
        }
    }

    /** Without settings there is nothing else to tell. */
    private boolean shown(Area area) {
        return wanted(area.name()) || (area.name().equals("settings") && area.level() == Finding.Level.FAILURE);
    }

    private boolean wanted(String area) {
        return areas.isEmpty() || areas.contains(area) || (testMessage && area.equals("webhook"));
    }

    private List<Area> examined() {
        Settings settings;
        try {
            settings = ops.settings();
        } catch (SettingsException e) {
            return List.of(new Area(
                    "settings",
                    String.valueOf(e.getMessage())
                            .lines()
                            .map(DoctorCommand::mistake)
                            .toList()));
        } catch (CommandException e) {
            return List.of(new Area("settings", List.of(mistake(e.getMessage()))));
        }
        List<Area> found = new ArrayList<>();
        found.add(new Area(
                "settings", List.of(Finding.good("settings.read", "The settings can be read, and hold no mistake."))));
        GatewayVisit visit = new GatewayVisit(ops);
        Optional<Area> webhook = Optional.empty();
        if (wanted("gateway") || wanted("webhook")) {
            webhook = visit.webhook();
            found.add(visit.area());
        }
        found.addAll(own(settings, visit, webhook));
        return found;
    }

    /** The webhook's area is the gateway's, where one answers. */
    private List<Area> own(Settings settings, GatewayVisit visit, Optional<Area> webhook) {
        Vertx vertx = Vertx.vertx();
        try {
            Doctor doctor = Doctor.of(vertx, settings, database(settings), Optional.empty());
            Set<String> asked = new TreeSet<>(doctor.areas());
            asked.removeIf(area -> !wanted(area) || (area.equals("webhook") && webhook.isPresent()));
            List<Area> found = new ArrayList<>();
            List<Area> looked =
                    asked.isEmpty() ? List.of() : doctor.examine(asked).areas();
            for (String area : doctor.areas()) {
                looked.stream()
                        .filter(each -> each.name().equals(area))
                        .findFirst()
                        .or(() -> webhook.filter(each -> each.name().equals(area)))
                        .ifPresent(each -> found.add(area.equals("webhook") ? tried(each, doctor, visit) : each));
            }
            return found;
        } finally {
            Blocking.await(vertx.close(), END);
        }
    }

    private Area tried(Area webhook, Doctor doctor, GatewayVisit visit) {
        if (!testMessage) {
            return webhook;
        }
        List<Finding> found = new ArrayList<>(webhook.findings());
        List<Finding> test = visit.testMessage(Duration.ofSeconds(wait));
        found.addAll(
                test.isEmpty() ? doctor.testMessage(Duration.ZERO).findings().toList() : test);
        return new Area(webhook.name(), found);
    }

    private static Optional<DatabaseUrl> database(Settings settings) {
        return DatabaseAccess.find(settings.database());
    }

    private static Finding mistake(String sentence) {
        return Finding.failure(
                "settings.mistake",
                sentence,
                "The gateway does not start with it.",
                "`wkgate settings` prints every setting with its default and what it does.");
    }
}
