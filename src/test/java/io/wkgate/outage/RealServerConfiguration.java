package io.wkgate.outage;

/** The configuration of one real server alone on this machine: everything on 127.0.0.1, from one port on. */
record RealServerConfiguration(int port, String webhook, boolean patient) {

    private static final String GRPC = "grpc://";

    /** The lines that {@code wkgate webhook} prints beside the address. */
    private static final String PATIENCE = """
            queue_size = 100000
            request_timeout = "10s"
            retry_max_attempts = 30
            """;

    /** Where chat clients connect. */
    String webSocket() {
        return "ws://127.0.0.1:" + (port + 2);
    }

    /** Where v3 listens for who manages it; it asks for no login. */
    String manager() {
        return "http://127.0.0.1:" + (port + 4);
    }

    /** For 1.2 to 2.2. */
    String yaml() {
        boolean grpc = webhook.startsWith(GRPC);
        return """
               mode: release
               addr: "tcp://127.0.0.1:%2$d"
               httpAddr: "127.0.0.1:%1$d"
               wsAddr: "%3$s"
               rootDir: "./data"
               external: {ip: "127.0.0.1", tcpAddr: "127.0.0.1:%2$d", wsAddr: "%3$s"}
               monitor: {on: false, addr: "127.0.0.1:%5$d"}
               manager: {on: false, addr: "127.0.0.1:%5$d"}
               demo: {on: false, addr: "127.0.0.1:%6$d"}
               logger: {dir: "./logs"}
               conversation: {on: true}
               plugin: {socketPath: "./plugin.sock"}
               webhook: {httpAddr: "%7$s", grpcAddr: "%8$s"}
               cluster: {nodeId: 1, addr: "tcp://127.0.0.1:%4$d", serverAddr: "127.0.0.1:%4$d", apiUrl: "http://127.0.0.1:%1$d"}
               """.formatted(
                        port,
                        port + 1,
                        webSocket(),
                        port + 3,
                        port + 4,
                        port + 5,
                        grpc ? "" : webhook,
                        grpc ? webhook.substring(GRPC.length()) : "");
    }

    /** For 3, with the webhook's own defaults or with what wkgate prints. */
    String toml() {
        return """
               [node]
               id = 1
               data_dir = "./data"
               [cluster]
               listen_addr = "127.0.0.1:%4$d"
               id = "wukongim-single"
               nodes = [{ id = 1, addr = "127.0.0.1:%4$d" }]
               join_token = "test"
               initial_slot_count = 10
               hash_slot_count = 256
               slot_replica_n = 1
               [api]
               listen_addr = "127.0.0.1:%1$d"
               external_tcp_addr = "127.0.0.1:%2$d"
               external_ws_addr = "%3$s"
               [manager]
               listen_addr = "127.0.0.1:%5$d"
               auth_on = false
               [log]
               dir = "./logs"
               console = true
               [gateway]
               listeners = [{ name = "tcp", network = "tcp", address = "127.0.0.1:%2$d", transport = "gnet", protocol = "wkproto" }, { name = "ws", network = "websocket", address = "127.0.0.1:%8$d", transport = "gnet", protocol = "wsmux" }]
               [webhook]
               http_addr = "%6$s"
               %7$s
               [plugin]
               enable = false
               """.formatted(
                        port, port + 1, webSocket(), port + 3, port + 4, webhook, patient ? PATIENCE : "", port + 2);
    }
}
