package io.wkgate.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes on a directory. Only an administrator may mount it. */
public final class SmallDisk implements AutoCloseable {

    private final Path directory;
    private final boolean mounted;

    private SmallDisk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    /** Puts it over the directory, whose files are hidden until it is closed. */
    public static SmallDisk mount(Path directory, int mebibytes) throws IOException, InterruptedException {
        return new SmallDisk(
                directory,
                succeeds("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=777", "tmpfs", "" + directory));
    }

    /** Whether this user may mount at all. */
    public boolean mounted() {
        return mounted;
    }

    public void resize(int mebibytes) throws IOException, InterruptedException {
        if (!succeeds("mount", "-o", "remount,size=" + mebibytes + "m", "" + directory)) {
            throw new IOException("the disk could not be resized");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (mounted) {
            succeeds("umount", "--lazy", "" + directory);
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException noSuchCommand) {
            return false;
        }
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
