package io.wkgate.compat;

import io.wkgate.compat.Measurement.Measured;
import java.util.List;
import java.util.Map;

/** Some ways to revoke, tried in a scene that all of them share. */
interface RevokeAct {

    List<String> features();

    /** Makes the groups that it needs; they are warmed up afterwards. */
    void prepare(RevokeScene scene);

    /** Sends. */
    void play(RevokeScene scene);

    /** What came of it, by feature, once everything has settled. */
    Map<String, Measured> seen(RevokeScene scene);
}
