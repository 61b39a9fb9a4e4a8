import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the class archive of the image: runs the gateway once on a database, sends it what it gets in life, and lets the JVM
 * write down at its end which classes it had loaded and how.
 *
 * <p>{@code java ClassArchive.java BUILT_JAR JAVA JAR ARCHIVE}. The gateway of BUILT_JAR only lends its embedded database; the
 * one that is watched is JAR on JAVA, which must be the paths of the image. Where there is no embedded database (Linux on ARM)
 * the archive holds what every command loads, and the start takes longer.
 */
final class ClassArchive {

    private static final String TOKEN = "token-of-the-build";
    /** Where nobody listens: calling is enough to load what calls. */
    private static final String NOBODY = "http://127.0.0.1:1";

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"?([^\",}\\s]+)");
    private static final String EVENT =
            """
            [{"header":{"red_dot":1},"setting":0,"message_id":1,"message_idstr":"1","client_msg_no":"n1","message_seq":1,
              "from_uid":"u1","channel_id":"g1","channel_type":2,"timestamp":1,"payload":"aGVsbG8="}]
            """;

    private final Path directory = Files.createTempDirectory("class-archive");
    private final HttpClient client = HttpClient.newHttpClient();

    private ClassArchive() throws IOException {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path builtJar = Path.of(arguments[0]).toAbsolutePath();
        List<String> recording = List.of(arguments[1], "-XX:ArchiveClassesAtExit=" + arguments[3], "-jar", arguments[2]);
        ClassArchive work = new ClassArchive();
        if (Files.isDirectory(builtJar.resolveSibling("embedded"))) {
            work.recordGateway(builtJar, recording);
        } else {
            System.out.println("No embedded database for this platform: the archive will hold less.");
            work.recordCommand(recording);
        }
        if (!Files.isReadable(Path.of(arguments[3]))) {
            throw new IllegalStateException("The JVM wrote no archive.");
        }
    }

    private void recordCommand(List<String> recording) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(with(recording, "settings", "markdown"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        end(process);
    }

    private void recordGateway(Path builtJar, List<String> recording) throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElse("java");
        Process lender = start(List.of(java, "-jar", builtJar.toString()), "lender", Map.of());
        try {
            int api = freePort();
            int intake = freePort();
            Process watched = start(
                    recording,
                    "watched",
                    Map.of(
                            "WKGATE_DATABASE_URL", databaseUrl(),
                            "WKGATE_INTAKE_TOKEN", TOKEN,
                            "WKGATE_INTAKE_PORT", String.valueOf(intake),
                            "WKGATE_API_KEY", TOKEN,
                            "WKGATE_API_PORT", String.valueOf(api),
                            "WKGATE_UPSTREAM_URLS", NOBODY,
                            "WKGATE_RELAY_DESTINATIONS",
                                    "[{\"name\":\"nobody\",\"url\":\"" + NOBODY + "\"}]"));
            ask("http://127.0.0.1:" + intake + "/webhook/" + TOKEN + "?event=msg.notify", EVENT);
            ask("http://127.0.0.1:" + api + "/v1/channels/2/g1/messages?limit=10", "");
            watched.destroy();
            end(watched);
        } finally {
            lender.destroy();
            end(lender);
        }
    }

    /** Starts a gateway with its own folder; returns when it accepts events. */
    private Process start(List<String> command, String name, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path output = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        for (String port : List.of("INTAKE_PORT", "INTAKE_GRPC_PORT", "API_PORT", "OPS_PORT")) {
            builder.environment().put("WKGATE_" + port, "0");
        }
        builder.environment().putAll(variables);
        Process process = builder.start();
        for (int tenths = 0; !Files.readString(output).contains("wkgate is ready"); tenths++) {
            if (!process.isAlive() || tenths == 1200) {
                process.destroy();
                throw new IllegalStateException("The gateway did not start:\n" + Files.readString(output));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return process;
    }

    private String databaseUrl() throws IOException {
        Matcher fields = FIELD.matcher(Files.readString(directory.resolve("data/mariadb/connection.json")));
        String url = "mysql://user:password@host:port/database";
        while (fields.find()) {
            url = url.replaceFirst("\\b" + fields.group(1) + "\\b", Matcher.quoteReplacement(fields.group(2)));
        }
        return url;
    }

    private void ask(String address, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + TOKEN);
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("The process did not end.");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> with(List<String> command, String... more) {
        return java.util.stream.Stream.concat(command.stream(), List.of(more).stream()).toList();
    }
}
