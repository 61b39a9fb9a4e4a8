-- Revokes, their attempts, the commands that came back, and who did what.

CREATE TABLE IF NOT EXISTS wkgate_revoke (
  id              BIGINT           NOT NULL AUTO_INCREMENT,
  message_id      BIGINT           NOT NULL,
  message_seq     BIGINT           NOT NULL,
  from_uid        VARCHAR(255)     NOT NULL COMMENT 'the message''s own sender',
  channel_id      VARCHAR(511)     NOT NULL COMMENT 'the channel key',
  channel_type    TINYINT UNSIGNED NOT NULL,
  operator_uid    VARCHAR(255)     NOT NULL,
  operator_role   VARCHAR(8)       NOT NULL COMMENT 'member, manager, owner or admin',
  operator_name   VARCHAR(255)     NOT NULL COMMENT 'to be shown; empty for the uid',
  rule            VARCHAR(32)      NOT NULL COMMENT 'the rule that allowed it',
  notify          TINYINT(1)       NOT NULL COMMENT '0: only the mark was asked for',
  subscribers     MEDIUMTEXT       NULL COMMENT 'JSON array: the members as the caller gave them',
  state           VARCHAR(16)      NOT NULL COMMENT 'requested, sent, confirmed, dead or cancelled',
  reason          VARCHAR(500)     NOT NULL DEFAULT '' COMMENT 'why the last attempt failed, or why it is dead',
  notes           TEXT             NOT NULL COMMENT 'JSON array: whom it cannot reach, in sentences',
  line            VARCHAR(8)       NOT NULL DEFAULT '' COMMENT 'the line to which the steps that are done belong',
  steps_done      TEXT             NOT NULL COMMENT 'JSON array: the steps of this round that are done',
  rounds          INT              NOT NULL DEFAULT 0 COMMENT 'how often all steps were done',
  attempts        INT              NOT NULL DEFAULT 0,
  failures        INT              NOT NULL DEFAULT 0 COMMENT 'how many attempts in a row came to nothing',
  refusals        INT              NOT NULL DEFAULT 0 COMMENT 'how often in a row upstream said no',
  requested_at    DATETIME(3)      NOT NULL COMMENT 'UTC',
  sent_at         DATETIME(3)      NULL COMMENT 'UTC; when a step was first done',
  finished_at     DATETIME(3)      NULL COMMENT 'UTC',
  deadline_at     DATETIME(3)      NOT NULL COMMENT 'UTC',
  next_attempt_at DATETIME(3)      NULL COMMENT 'UTC; while it is worked on the end of the lease; null when nothing is left to do',
  lease           VARCHAR(36)      NOT NULL DEFAULT '' COMMENT 'who works on it',
  PRIMARY KEY (id),
  UNIQUE KEY message_id (message_id),
  KEY due (next_attempt_at),
  KEY finished (finished_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_revoke_attempt (
  id        BIGINT       NOT NULL AUTO_INCREMENT,
  revoke_id BIGINT       NOT NULL,
  step      VARCHAR(32)  NOT NULL,
  at        DATETIME(3)  NOT NULL COMMENT 'UTC',
  node      VARCHAR(255) NOT NULL,
  dialect   VARCHAR(8)   NOT NULL,
  request   TEXT         NOT NULL,
  outcome   VARCHAR(16)  NOT NULL COMMENT 'done, skipped, try_again, does_not_fit or refused',
  answer    TEXT         NOT NULL,
  PRIMARY KEY (id),
  KEY revoke_id (revoke_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_command (
  message_id BIGINT      NOT NULL COMMENT 'of the command itself',
  revokes    BIGINT      NULL COMMENT 'the message that it revokes, if it is a revoke',
  seen_at    DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (message_id),
  KEY revokes (revokes),
  KEY seen_at (seen_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_binding (
  channel_id   VARCHAR(511)     NOT NULL COMMENT 'the channel key',
  channel_type TINYINT UNSIGNED NOT NULL,
  bound_until  DATETIME(3)      NOT NULL COMMENT 'UTC',
  uids         MEDIUMTEXT       NOT NULL COMMENT 'JSON array: whose /message/sync it concerns',
  PRIMARY KEY (channel_id, channel_type),
  KEY bound_until (bound_until)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_audit (
  id            BIGINT           NOT NULL AUTO_INCREMENT,
  at            DATETIME(3)      NOT NULL COMMENT 'UTC',
  action        VARCHAR(16)      NOT NULL COMMENT 'accepted, forbidden, retried, cancelled or dead',
  message_id    BIGINT           NOT NULL,
  channel_id    VARCHAR(511)     NOT NULL COMMENT 'the channel key',
  channel_type  TINYINT UNSIGNED NOT NULL,
  operator_uid  VARCHAR(255)     NOT NULL,
  operator_role VARCHAR(8)       NOT NULL COMMENT 'empty for an operator of wkgate',
  rule          VARCHAR(32)      NOT NULL COMMENT 'the rule that allowed or forbade it',
  revoke_id     BIGINT           NULL,
  detail        VARCHAR(500)     NOT NULL,
  PRIMARY KEY (id),
  KEY message_id (message_id),
  KEY operator_uid (operator_uid, id),
  KEY at (at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
