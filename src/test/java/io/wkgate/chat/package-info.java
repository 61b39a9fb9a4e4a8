/**
 * A client of WuKongIM's chat protocol, and what such clients receive from each version.
 *
 * <p>Start with {@link io.wkgate.chat.ChatClient}.
 */
package io.wkgate.chat;
