package io.wkgate.chat;

import java.util.UUID;

/**
 * Who connects, and with which device.
 *
 * @param deviceId kept when the device connects again; the server then ends the old connection
 */
record ChatIdentity(String uid, String token, int deviceFlag, String deviceId) {

    static ChatIdentity ofNewDevice(String uid, String token, int deviceFlag) {
        return new ChatIdentity(
                uid, token, deviceFlag, UUID.randomUUID().toString().replace("-", ""));
    }
}
