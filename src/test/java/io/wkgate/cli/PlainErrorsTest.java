package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.wkgate.web.ListenException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The promise: an operator's mistake is a sentence and exit code 1, without a stack; a mistake of ours keeps its stack. */
class PlainErrorsTest {

    @TempDir
    private Path folder;

    private CommandRun serve(String yaml) throws Exception {
        Path config = Files.writeString(folder.resolve("wkgate.yaml"), yaml);
        return CommandRun.of("serve", "--config", config.toString());
    }

    @Test
    void aBadSettingIsOneSentence() throws Exception {
        assertThat(serve("intake:\n  port: high\n"))
                .isEqualTo(new CommandRun(
                        1,
                        "",
                        "wkgate: intake.port (WKGATE_INTAKE_PORT) must be a whole number" + System.lineSeparator()));
    }

    @Test
    void severalBadSettingsAreALineEach() throws Exception {
        CommandRun run = serve("intake:\n  port: high\n  prot: 1\nops:\n  port: -5\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error().lines()).hasSize(3).noneMatch(line -> line.contains("\tat "));
    }

    @Test
    void aSettingsFileThatIsNotThereIsOneSentence() {
        assertThat(CommandRun.of("serve", "--config", "/none.yaml"))
                .isEqualTo(new CommandRun(
                        1, "", "wkgate: the settings cannot be read: /none.yaml" + System.lineSeparator()));
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws Exception {
        StringWriter error = new StringWriter();
        ListenException taken = (ListenException) ListenException.explained(
                        Future.failedFuture(new BindException("Address already in use")),
                        "api.host",
                        "0.0.0.0",
                        "api.port",
                        6980)
                .cause();
        CommandLine command = new CommandLine(new WkgateCommand()).setErr(new PrintWriter(error, true));
        assertThat(new PlainErrors().handleExecutionException(taken, command, null))
                .isEqualTo(1);
        assertThat(error)
                .hasToString("wkgate: cannot listen on 0.0.0.0:6980 (api.host, api.port): Address already in use"
                        + System.lineSeparator());
    }

    @Test
    void aMistakeOfOursKeepsItsStack() {
        IllegalStateException ours = new IllegalStateException("ours");
        assertThatThrownBy(() ->
                        new PlainErrors().handleExecutionException(ours, new CommandLine(new WkgateCommand()), null))
                .isSameAs(ours);
    }

    @Test
    void aCommandThatIsNotThereIsAUsageError() {
        CommandRun run = CommandRun.of("sreve");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.error()).contains("Unmatched argument").doesNotContain("\tat ");
    }
}
