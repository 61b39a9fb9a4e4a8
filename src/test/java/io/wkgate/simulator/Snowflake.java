package io.wkgate.simulator;

/** Message ids as WuKongIM makes them: {@code (id >> 22) + 1288834974657} is the time in milliseconds. */
final class Snowflake {
    static final long EPOCH = 1_288_834_974_657L;

    private long lastTime;
    private int step;

    synchronized long next() {
        long now = System.currentTimeMillis();
        if (now <= lastTime) {
            step++;
            if (step > 4095) {
                lastTime++;
                step = 0;
            }
        } else {
            lastTime = now;
            step = 0;
        }
        // Node 1 in the ten bits between time and step, as a single server has it.
        return (lastTime - EPOCH) << 22 | 1L << 12 | step;
    }
}
