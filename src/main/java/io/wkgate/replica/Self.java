package io.wkgate.replica;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.JarVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What this process says of itself.
 *
 * @param id new for each process; the holder of its leases
 * @param name its host's or its pod's; two processes may have the same
 * @param version of wkgate
 * @param settings the digest of its settings, 32 bytes
 */
public record Self(UUID id, String name, String version, Buffer settings) {

    private static final int LONGEST_NAME = 255;
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    /** This process, by a new id. */
    public static Self of(Buffer settings) {
        return new Self(UUID.randomUUID(), host(), JarVersion.shown(), settings);
    }

    /** In a container the name of the container, in Kubernetes that of the pod. */
    private static String host() {
        String name = Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(variable -> !variable.isBlank())
                .orElseGet(Self::resolved);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** Of the kernel if it tells it: a name server that is away would keep the start waiting. */
    private static String resolved() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException noLinux) {
            return asked();
        }
    }

    private static String asked() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
