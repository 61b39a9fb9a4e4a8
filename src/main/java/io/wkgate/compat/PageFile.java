package io.wkgate.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the page asks for beside itself. */
public enum PageFile {
    STYLE("style.css", "text/css; charset=utf-8"),
    ICON("icon.svg", "image/svg+xml");

    /** Below which the page and all that belongs to it are. */
    public static final String PAGE = "/compat";

    private final String name;
    private final String type;

    PageFile(String name, String type) {
        this.name = name;
        this.type = type;
    }

    /** Where it is on the listener. */
    public String path() {
        return PAGE + "/" + name;
    }

    /** Its {@code Content-Type}. */
    public String type() {
        return type;
    }

    /** @throws IllegalStateException if it is not packed with wkgate, which a test keeps from happening */
    public String read() {
        try (InputStream resource = PageFile.class.getResourceAsStream("/compat/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("compat/" + name + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
