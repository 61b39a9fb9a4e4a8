package io.wkgate.ops;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.compat.CompatJson;
import io.wkgate.compat.CompatView;
import io.wkgate.compat.HtmlPage;
import io.wkgate.compat.Language;
import io.wkgate.compat.Matrix;
import io.wkgate.compat.PageFile;
import io.wkgate.compat.RunningNode;
import io.wkgate.upstream.StatusJson;
import io.wkgate.upstream.UpstreamWatch;
import io.wkgate.web.BadInput;
import io.wkgate.web.BrowserKey;
import io.wkgate.web.Input;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code /v1/compat} for programs and {@code /compat} for people: what works on the WuKongIM that runs, and on others. */
final class CompatRoutes {

    /** The page runs nothing, takes nothing from elsewhere and stands in nobody's frame. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private final Supplier<List<RunningNode>> nodes;
    private final Matrix matrix;

    /** @param nodes what is known now of the configured WuKongIM */
    CompatRoutes(Supplier<List<RunningNode>> nodes, Matrix matrix) {
        this.nodes = nodes;
        this.matrix = matrix;
    }

    /** @param browserKey what the page asks for, as a browser cannot send what {@code /v1} asks for */
    void mount(Router router, BrowserKey browserKey) {
        router.get("/v1/compat").handler(BadInput.answered(this::json));
        router.get(PageFile.PAGE).handler(browserKey).handler(BadInput.answered(this::page));
        for (PageFile file : PageFile.values()) {
            String content = file.read();
            router.get(file.path()).handler(browserKey).handler(exchange -> file(exchange, file, content));
        }
    }

    private void json(RoutingContext exchange) {
        CompatView view = view(exchange);
        made(exchange, () -> CompatJson.of(view).encode(), "application/json");
    }

    private void page(RoutingContext exchange) {
        CompatView view = view(exchange);
        Language language = language(exchange);
        // Which version runs may change at any time, and is nobody else's business.
        exchange.response().putHeader("Cache-Control", "no-store").putHeader("Vary", "Accept-Language");
        made(guarded(exchange), () -> HtmlPage.of(view, language), "text/html; charset=utf-8");
    }

    /** Hundreds of cells take a moment, which is not the event loop's. */
    private static void made(RoutingContext exchange, Callable<String> answer, String type) {
        exchange.vertx()
                .executeBlocking(answer, false)
                .onSuccess(text ->
                        exchange.response().putHeader("Content-Type", type).end(text))
                .onFailure(exchange::fail);
    }

    private static void file(RoutingContext exchange, PageFile file, String content) {
        guarded(exchange)
                .response()
                .putHeader("Content-Type", file.type())
                .putHeader("Cache-Control", "private, max-age=300")
                .end(content);
    }

    private static RoutingContext guarded(RoutingContext exchange) {
        exchange.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        return exchange;
    }

    /** What the watch knows. */
    static CompatRoutes of(UpstreamWatch upstream, Matrix matrix) {
        return new CompatRoutes(
                () -> upstream.statuses().stream()
                        .map(StatusJson::of)
                        .map(RunningNode::of)
                        .toList(),
                matrix);
    }

    private CompatView view(RoutingContext exchange) {
        Optional<String> asked = new Input(exchange).text("version");
        return asked.isEmpty()
                ? CompatView.of(matrix, nodes.get())
                : CompatView.about(matrix, nodes.get(), asked.get())
                        .orElseThrow(() -> new BadInput("version", "not a version of the matrix, such as v2.0.4"));
    }

    /** The one that is asked for, else the first that the browser accepts, else English. */
    private static Language language(RoutingContext exchange) {
        Optional<String> asked = new Input(exchange).text("lang");
        if (asked.isPresent()) {
            return Language.tagged(asked.get()).orElseThrow(() -> new BadInput("lang", "not en or zh"));
        }
        return exchange.acceptableLanguages().stream()
                .filter(accepted -> accepted.weight() > 0)
                .map(LanguageHeader::tag)
                .flatMap(tag -> Language.tagged(tag).stream())
                .findFirst()
                .orElse(Language.EN);
    }
}
