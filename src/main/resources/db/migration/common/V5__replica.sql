-- Which replicas there are.

CREATE TABLE IF NOT EXISTS wkgate_replica (
  id           BINARY(16)   NOT NULL COMMENT 'made when the process starts; a lease names it as its holder',
  name         VARCHAR(255) NOT NULL COMMENT 'the host''s or the pod''s',
  version      VARCHAR(64)  NOT NULL COMMENT 'of wkgate',
  phase        VARCHAR(16)  NOT NULL COMMENT 'starting, serving or draining',
  settings     BINARY(32)   NOT NULL COMMENT 'SHA-256 over the settings that should be the same everywhere, without secrets',
  started_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  beat_at      DATETIME(3)  NOT NULL COMMENT 'UTC; when it last said that it lives',
  clock_offset BIGINT       NOT NULL COMMENT 'milliseconds that its own clock is ahead of the database''s',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
