package io.wkgate.config;

import java.io.Reader;
import java.io.StringReader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/** Reads YAML, and JSON, which is nearly YAML, into maps, lists and texts; every text stays as it is written. */
final class YamlText {

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\/])");

    private YamlText() {}

    /**
     * @return null where there is nothing or a null
     * @throws IllegalArgumentException with the line and what is wrong there, but nothing of the text, for it may hold
     *     secrets
     */
    static @Nullable Object read(Reader reader) {
        return read(reader, "YAML");
    }

    /** The same for JSON, whose numbers are texts then, too. */
    static @Nullable Object readJson(String json) {
        // What JSON knows and YAML does not: tabs between the texts, of which it has none inside, and an escaped slash.
        String yaml = ESCAPED.matcher(json.replace('\t', ' '))
                .replaceAll(escape -> escape.group(1).equals("/") ? "/" : "\\\\\\\\");
        return read(new StringReader(yaml), "JSON");
    }

    private static @Nullable Object read(Reader reader, String language) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        try {
            return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new AsWritten())
                    .load(reader);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : ", line " + (e.getProblemMark().getLine() + 1);
            throw new IllegalArgumentException(where + ": not " + language + ": " + problem(e));
        } catch (YAMLException e) {
            throw new IllegalArgumentException(
                    ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Its own message quotes the line; its problem a key, an alias or a tag, as {@code *} or {@code !} make one of a secret. */
    private static String problem(MarkedYAMLException e) {
        if (e instanceof DuplicateKeyException) {
            return "a key is there twice";
        }
        if (e instanceof ScannerException || e instanceof ParserException) {
            return e.getProblem().replaceFirst("(?s)(, but found| handle ).*", "");
        }
        return "an alias or a tag that is unknown; a text that begins with *, & or ! stands in quotes";
    }

    /** A key of digits is no number, and {@code off} no truth value. */
    private static final class AsWritten extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
