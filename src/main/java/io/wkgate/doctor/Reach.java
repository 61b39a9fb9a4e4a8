package io.wkgate.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** How far one gets towards an address: its name, a connection, TLS. Blocks. */
enum Reach {
    /** There is a connection, and over https TLS is agreed on. */
    CONNECTED,
    NAME_UNKNOWN,
    /** Somebody is there and says that nobody listens. */
    REFUSED,
    /** Nobody says anything. */
    TIMED_OUT,
    NO_ROUTE,
    /** Somebody listens, and TLS cannot be agreed on with him. */
    NO_TLS;

    private static final int LIMIT_MILLIS = 4000;

    static Reach of(URI address) {
        boolean tls = "https".equals(address.getScheme());
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        Optional<InetAddress> resolved = resolve(host);
        if (resolved.isEmpty()) {
            return NAME_UNKNOWN;
        }
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(resolved.get(), port), LIMIT_MILLIS);
            return tls ? handshake(socket, host, port) : CONNECTED;
        } catch (SocketTimeoutException e) {
            return TIMED_OUT;
        } catch (NoRouteToHostException e) {
            return NO_ROUTE;
        } catch (ConnectException e) {
            return REFUSED;
        } catch (IOException e) {
            return TIMED_OUT;
        }
    }

    private static Optional<InetAddress> resolve(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Reach handshake(Socket socket, String host, int port) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true)) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return CONNECTED;
        } catch (IOException e) {
            return NO_TLS;
        }
    }
}
