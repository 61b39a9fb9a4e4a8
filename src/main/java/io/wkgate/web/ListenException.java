package io.wkgate.web;

import io.vertx.core.Future;

/** A listener cannot listen. Its message is a sentence for the operator and names the settings. */
public final class ListenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ListenException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The same future; if it fails, with this exception.
     *
     * @param hostSetting such as {@code api.host}
     * @param portSetting such as {@code api.port}
     */
    public static <T> Future<T> explained(
            Future<T> listening, String hostSetting, String host, String portSetting, int port) {
        return listening.recover(failure -> Future.failedFuture(new ListenException(
                "cannot listen on %s:%d (%s, %s): %s"
                        .formatted(host, port, hostSetting, portSetting, failure.getMessage()),
                failure)));
    }
}
