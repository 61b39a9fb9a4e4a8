package io.wkgate.helm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An API server that knows as much as a chart's {@code lookup} asks for, in the namespace {@code chat}. */
final class FakeKubernetes implements AutoCloseable {

    private final HttpServer server;

    private FakeKubernetes(HttpServer server) {
        this.server = server;
        server.start();
    }

    static FakeKubernetes start() throws IOException {
        return new FakeKubernetes(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /**
     * There is one object of a kind; of others of that group it knows nothing.
     *
     * @param group its path, {@code /api/v1} or {@code /apis/apps/v1}
     * @param content what stands beside the object's metadata, as JSON
     */
    void has(String group, String resource, String kind, String name, String content) {
        String version = group.substring(group.indexOf('/', 1) + 1);
        answer(group, """
                {"kind":"APIResourceList","groupVersion":"%s",
                 "resources":[{"name":"%s","namespaced":true,"kind":"%s","verbs":["get"]}]}\
                """.formatted(version, resource, kind));
        answer(group + "/namespaces/chat/" + resource + "/" + name, """
                {"apiVersion":"%s","kind":"%s","metadata":{"name":"%s","namespace":"chat"},%s}\
                """.formatted(version, kind, name, content));
    }

    /** The arguments that make helm ask it. */
    String[] asked(String... more) {
        String[] asked = new String[more.length + 3];
        asked[0] = "--dry-run=server";
        asked[1] = "--kube-apiserver";
        asked[2] = "http://127.0.0.1:" + server.getAddress().getPort();
        System.arraycopy(more, 0, asked, 3, more.length);
        return asked;
    }

    private void answer(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            boolean known = exchange.getRequestURI().getPath().equals(path);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 404, known ? body.length : -1);
            if (known) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
