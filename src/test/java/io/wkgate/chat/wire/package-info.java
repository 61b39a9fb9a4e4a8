/** WuKongIM's binary protocol between clients and server: frames, packets, and the encryption of one session. */
package io.wkgate.chat.wire;
