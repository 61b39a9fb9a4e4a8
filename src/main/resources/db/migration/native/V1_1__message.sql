-- The messages, in the native layout. Commands (sync_once) and transients (no_persist) are never stored.

CREATE TABLE IF NOT EXISTS message (
  message_id    BIGINT              NOT NULL COMMENT 'WuKongIM''s snowflake',
  message_seq   BIGINT              NOT NULL COMMENT 'its number in its channel; 0 where WuKongIM gives none',
  client_msg_no VARCHAR(255)        NOT NULL COMMENT 'not unique: a send that is tried again may be stored twice',
  from_uid      VARCHAR(255)        NOT NULL COMMENT 'empty for the system',
  channel_id    VARCHAR(511)        NOT NULL COMMENT 'the channel key: of a person channel the joined id a@b',
  channel_type  TINYINT UNSIGNED    NOT NULL,
  red_dot       TINYINT(1)          NOT NULL COMMENT 'header.red_dot; always 0 from WuKongIM 3',
  setting       TINYINT UNSIGNED    NOT NULL,
  expire        INT UNSIGNED        NOT NULL COMMENT 'seconds, 0 for never',
  timestamp     BIGINT              NOT NULL COMMENT 'seconds since 1970',
  payload       MEDIUMBLOB          NOT NULL,
  is_revoked    TINYINT(1)          NOT NULL DEFAULT 0,
  revoked_at    DATETIME(3)         NULL COMMENT 'UTC',
  revoker_id    VARCHAR(255)        NOT NULL DEFAULT '',
  source        VARCHAR(8)          NOT NULL COMMENT 'webhook or repair',
  stored_at     DATETIME(3)         NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
  PRIMARY KEY (message_id),
  KEY channel (channel_id, channel_type, message_seq),
  KEY client_msg_no (client_msg_no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
