package io.wkgate.store;

import io.wkgate.event.Message;

/**
 * What upstream's log leaves out of a message, on one version or another, and its webhook tells: v3's messagesync has no
 * timestamp and no expire, v2's may have no red_dot (upstream.md, "Reading upstream's log").
 */
record Details(long messageId, String clientMsgNo, boolean redDot, int setting, long expire, long timestamp) {

    static Details of(Message message) {
        return new Details(
                message.messageId(),
                message.clientMsgNo(),
                message.header().redDot(),
                message.setting(),
                message.expire(),
                message.timestamp());
    }

    /** The same with what the webhook knows; what it leaves out itself stays. */
    Details completedBy(Details webhook) {
        return new Details(
                messageId,
                webhook.clientMsgNo.isEmpty() ? clientMsgNo : webhook.clientMsgNo,
                redDot || webhook.redDot,
                webhook.setting == 0 ? setting : webhook.setting,
                webhook.expire == 0 ? expire : webhook.expire,
                webhook.timestamp == 0 ? timestamp : webhook.timestamp);
    }
}
