package io.wkgate.chat;

/** Who connects, and with which device. */
record ChatIdentity(String uid, String token, int deviceFlag) {

    /** A device keeps its id when it connects again. */
    String deviceId() {
        return uid + "-device-" + deviceFlag;
    }
}
