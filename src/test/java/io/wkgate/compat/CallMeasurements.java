package io.wkgate.compat;

import java.util.List;

/** Of the groups recognition, calls and log. */
final class CallMeasurements {

    private CallMeasurements() {}

    static List<Measurement> all() {
        return List.of(
                new RecognitionMeasurement(),
                new TokenMeasurement(),
                new SendMeasurement(),
                new RefusedSendMeasurement(),
                new RepeatedSendMeasurement(),
                new SubscribersMeasurement(),
                new LookupMeasurement(),
                new NewestMeasurement(),
                new SyncMeasurement(),
                new AdministrationMeasurement(),
                new BlacklistSetMeasurement(),
                new StreamMeasurement(),
                new LogReadersMeasurement(),
                new LogPagesMeasurement(),
                new LogFieldsMeasurement(),
                new LogSilentMeasurement(),
                new LogSystemMeasurement());
    }
}
