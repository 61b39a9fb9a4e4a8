-- Events on their way to the business servers' webhooks.

CREATE TABLE IF NOT EXISTS wkgate_destination (
  id         SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name       VARCHAR(64)       NOT NULL COMMENT 'as in the settings',
  stopped_at DATETIME(3)       NULL COMMENT 'UTC; while it is set nothing is delivered, and everything waits',
  reason     VARCHAR(500)      NOT NULL DEFAULT '' COMMENT 'why it is stopped',
  PRIMARY KEY (id),
  UNIQUE KEY name (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_event (
  id          BINARY(16)   NOT NULL COMMENT 'UUID version 7, made before the transaction: a commit that is tried again is one event',
  name        VARCHAR(255) NOT NULL COMMENT 'what WuKongIM calls it: msg.notify …',
  source      VARCHAR(8)   NOT NULL COMMENT 'webhook or repair',
  received_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  body        LONGBLOB     NOT NULL COMMENT 'as COMPRESS() makes it; UNCOMPRESS(body) shows it',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_delivery (
  id          BIGINT            NOT NULL AUTO_INCREMENT COMMENT 'its order',
  event_id    BINARY(16)        NOT NULL,
  destination SMALLINT UNSIGNED NOT NULL,
  part        VARCHAR(64)       NOT NULL COMMENT 'empty for the whole body; tells the deliveries of one event apart',
  selection   MEDIUMTEXT        NULL COMMENT 'which elements of the body, such as 0-4,7; null for the whole body; after a split the pieces, the next one first, with ; between',
  split       TINYINT(1)        NOT NULL DEFAULT 0 COMMENT '1: the receiver refused it as a whole',
  lane        SMALLINT UNSIGNED NOT NULL COMMENT 'of an ordered destination: one delivery of a lane at a time, in the order of their ids',
  state       TINYINT UNSIGNED  NOT NULL DEFAULT 0 COMMENT '0 waiting, 1 delivered, 2 dead',
  due_at      DATETIME(3)       NOT NULL COMMENT 'UTC; waiting: the next attempt, or while one runs the end of its lease; else when it became so',
  expires_at  DATETIME(3)       NOT NULL COMMENT 'UTC; an attempt that fails then is the last',
  lease       BINARY(16)        NULL COMMENT 'which process works on it',
  attempts    INT UNSIGNED      NOT NULL DEFAULT 0,
  refusals    INT UNSIGNED      NOT NULL DEFAULT 0 COMMENT 'how often in a row the receiver refused it',
  PRIMARY KEY (id),
  UNIQUE KEY event (event_id, destination, part),
  KEY due (destination, state, due_at),
  KEY lane (destination, state, lane, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_delivery_attempt (
  id          BIGINT            NOT NULL AUTO_INCREMENT,
  delivery_id BIGINT            NOT NULL,
  at          DATETIME(3)       NOT NULL COMMENT 'UTC; when it ended',
  outcome     VARCHAR(20)       NOT NULL COMMENT 'refused, failed, timed_out, unreachable …; what succeeded is not kept',
  status      SMALLINT UNSIGNED NOT NULL COMMENT 'of HTTP; 0 if none came',
  took_millis INT UNSIGNED      NOT NULL,
  detail      VARCHAR(500)      NOT NULL,
  answer      BLOB              NOT NULL COMMENT 'the first 4 KiB',
  PRIMARY KEY (id),
  KEY delivery_id (delivery_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
