-- wkgate's own tables, the same in every layout.
-- IF NOT EXISTS in every migration: the engine commits each statement by itself, and a process that is killed behind one
-- leaves it done and its migration not.

CREATE TABLE IF NOT EXISTS wkgate_dead_letter (
  id            BIGINT          NOT NULL AUTO_INCREMENT,
  kind          VARCHAR(16)     NOT NULL COMMENT 'message, delivery or revoke',
  part          VARCHAR(8)      NOT NULL COMMENT 'entry: one element of a body; body: what could not be cut into entries',
  event         VARCHAR(64)     NOT NULL COMMENT 'the name of the event that brought it',
  field         VARCHAR(64)     NOT NULL COMMENT 'the field that is wrong, as it is called on the wire',
  reason        VARCHAR(500)    NOT NULL,
  digest        BINARY(32)      NOT NULL COMMENT 'SHA-256 over event, part and bytes: the same thing again is the same row',
  bytes         LONGBLOB        NOT NULL,
  size          BIGINT          NOT NULL COMMENT 'how many bytes came; more than bytes holds where they were cut',
  seen          BIGINT          NOT NULL DEFAULT 1 COMMENT 'how often it came',
  first_seen_at DATETIME(3)     NOT NULL COMMENT 'UTC',
  last_seen_at  DATETIME(3)     NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY digest (digest)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_access_key (
  name    VARCHAR(32)  NOT NULL COMMENT 'intake or ops',
  value   VARCHAR(128) NOT NULL,
  made_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
