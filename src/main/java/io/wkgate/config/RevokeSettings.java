package io.wkgate.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may revoke, and how long wkgate tries. */
public record RevokeSettings(
        @Setting(
                name = "revoke.window",
                fallback = "2m",
                min = 0,
                max = 31_536_000_000L,
                help = "How long after its own timestamp the sender may revoke a message; 0s for never.")
        Duration window,

        @Setting(
                name = "revoke.others",
                fallback = "manager,owner,admin",
                help = "The roles that may revoke other users' messages, at any time: `manager` and `owner` in their"
                        + " group, `admin` everywhere.")
        List<Others> others,

        @Setting(
                name = "revoke.manager-over-managers",
                fallback = "false",
                help = "Whether a manager may also revoke the owner's and other managers' messages.")
        boolean managerOverManagers,

        @Setting(
                name = "revoke.members-query",
                help = "An SQL query on wkgate's database that tells a group's members, one uid a row, given channel_id"
                        + " and channel_type as two question marks in that order. WuKongIM 3 needs the members to reach"
                        + " who is online. The layout tsdd knows them without it.")
        Optional<String> membersQuery,

        @Setting(
                name = "revoke.role-query",
                help = "An SQL query on wkgate's database that tells a user's role in a group (`member`, `manager` or"
                        + " `owner`), given channel_id, channel_type and uid as three question marks in that order. The"
                        + " layout tsdd knows it without.")
        Optional<String> roleQuery,

        @Setting(
                name = "revoke.wait-for-echo",
                fallback = "true",
                help = "Whether a revoke on WuKongIM 2 counts as confirmed only when its command came back through the"
                        + " webhook. Without it such a revoke ends as `sent`.")
        boolean waitForEcho,

        @Setting(
                name = "revoke.echo-timeout",
                fallback = "10s",
                min = 100,
                max = 3_600_000,
                help = "How long the command may take to come back before it is sent again; doubled each time, up to"
                        + " `revoke.longest-pause`.")
        Duration echoTimeout,

        @Setting(
                name = "revoke.first-pause",
                fallback = "1s",
                min = 10,
                max = 3_600_000,
                help = "The pause after the first attempt that failed; doubled each time, and varied by chance.")
        Duration firstPause,

        @Setting(
                name = "revoke.longest-pause",
                fallback = "1m",
                min = 10,
                max = 86_400_000,
                help = "The longest pause between two attempts.")
        Duration longestPause,

        @Setting(
                name = "revoke.deadline",
                fallback = "24h",
                min = 1000,
                max = 31_536_000_000L,
                help = "How long a revoke is tried before it becomes a dead letter.")
        Duration deadline,

        @Setting(
                name = "revoke.lease",
                fallback = "15s",
                min = 1000,
                max = 3_600_000,
                help = "After what time another replica takes over a revoke from one that died in the middle of it.")
        Duration lease,

        @Setting(
                name = "revoke.in-flight",
                fallback = "16",
                min = 1,
                max = 256,
                help = "How many revokes one wkgate process works on at once.")
        int inFlight,

        @Setting(
                name = "revoke.bind",
                fallback = "false",
                help =
                        "Whether members on WuKongIM 3 are bound to the channel's commands before a revoke, so that who is"
                                + " offline gets it through /message/sync. A binding that goes wrong breaks a user's whole"
                                + " /message/sync; the mark is there for late comers either way.")
        boolean bind,

        @Setting(
                name = "revoke.bind-for",
                fallback = "7d",
                min = 1000,
                max = 31_536_000_000L,
                help = "After what time such a binding is taken back.")
        Duration bindFor,

        @Setting(
                name = "revoke.keep-for",
                fallback = "0s",
                min = 0,
                max = 315_360_000_000L,
                help = "After what time finished revokes and their attempts are deleted; 0s keeps them for ever. The"
                        + " marks always stay.")
        Duration keepFor,

        @Setting(
                name = "revoke.keep-audit-for",
                fallback = "0s",
                min = 0,
                max = 315_360_000_000L,
                help = "After what time entries of the audit trail are deleted; 0s keeps them for ever.")
        Duration keepAuditFor) {

    /** Who may revoke what others wrote. */
    public enum Others {
        MANAGER,
        OWNER,
        ADMIN
    }
}
