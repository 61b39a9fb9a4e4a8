-- Which sequence numbers came, which are missing, and what is done about it.

CREATE TABLE IF NOT EXISTS wkgate_arrival (
  id      BIGINT           NOT NULL AUTO_INCREMENT,
  at      DATETIME(3)      NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
  numbers MEDIUMBLOB       NOT NULL COMMENT 'what one transaction stored: per channel the runs of message_seq, as store.Arrival writes them',
  unread  TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '1: the finder could not read it, and has set it aside',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_channel (
  channel_id       VARCHAR(511)     NOT NULL COMMENT 'the channel key',
  channel_type     TINYINT UNSIGNED NOT NULL,
  first_seq        BIGINT           NOT NULL COMMENT 'from which number on it is known; what is before is history',
  last_seq         BIGINT           NOT NULL COMMENT 'every number from first_seq to last_seq is stored or in a gap',
  last_message_id  BIGINT           NOT NULL COMMENT 'the message_id of last_seq; 0 while it is not known',
  since_message_id BIGINT           NOT NULL DEFAULT 0 COMMENT 'the last message before it began anew, 0 if it never did: numbers of messages up to it do not count',
  seen_at          DATETIME(3)      NOT NULL COMMENT 'UTC; when a number of it last came, to the minute',
  PRIMARY KEY (channel_id, channel_type),
  KEY seen_at (seen_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_gap (
  id           BIGINT           NOT NULL AUTO_INCREMENT,
  channel_id   VARCHAR(511)     NOT NULL COMMENT 'the channel key',
  channel_type TINYINT UNSIGNED NOT NULL,
  first_seq    BIGINT           NOT NULL,
  last_seq     BIGINT           NOT NULL COMMENT 'while it is open: what is still missing',
  reason       VARCHAR(16)      NOT NULL COMMENT 'hole, first_seen, behind, renumbered, asked or history',
  floor_at     DATETIME(3)      NULL COMMENT 'UTC; what was sent before is not asked for; null: all of it',
  sweep        BIGINT           NULL COMMENT 'the sweep that opened it',
  state        TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0 open, 1 repaired, 2 absent, 3 unreadable',
  found_at     DATETIME(3)      NOT NULL COMMENT 'UTC',
  due_at       DATETIME(3)      NOT NULL COMMENT 'UTC; open: the next attempt, or while one runs the end of its lease; else when it became so',
  lease        BINARY(16)       NULL COMMENT 'which process works on it',
  attempts     INT UNSIGNED     NOT NULL DEFAULT 0 COMMENT 'how many in a row came to nothing',
  pages        INT UNSIGNED     NOT NULL DEFAULT 0 COMMENT 'how many pages of upstream''s log were read for it',
  repaired     BIGINT           NOT NULL DEFAULT 0 COMMENT 'how many messages it brought back',
  evidence     VARCHAR(1000)    NOT NULL DEFAULT '' COMMENT 'why the last attempt failed, or the answer by which it is absent or unreadable',
  PRIMARY KEY (id),
  KEY due (state, due_at),
  KEY channel (channel_id, channel_type, state, first_seq),
  KEY listed (state, id, first_seq, last_seq, repaired, found_at) COMMENT 'a page of one state, and the sums of all states, without the rows',
  KEY sweep (sweep, state, first_seq, last_seq, repaired) COMMENT 'the sums of a sweep, without the rows'
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_sweep (
  id           BIGINT           NOT NULL AUTO_INCREMENT,
  kind         VARCHAR(16)      NOT NULL COMMENT 'outage, daily, known, since, history or channel',
  reason       VARCHAR(500)     NOT NULL COMMENT 'who wanted it: what was away, or an operator',
  since        DATETIME(3)      NULL COMMENT 'UTC; outage: when it began; since: from when on',
  channels     MEDIUMTEXT       NULL COMMENT 'JSON array of {channel_id, channel_type, from?, to?}; null for all that are known',
  turn         VARCHAR(40)      NULL COMMENT 'of those that nobody orders: the kind and the last one of it before, so that two replicas add one',
  state        TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0 open, 1 done, 2 cancelled',
  place        VARCHAR(1100)    NOT NULL DEFAULT '' COMMENT 'how far it is, so that another process can go on',
  expected     BIGINT           NOT NULL DEFAULT 0 COMMENT 'how many channels there are to walk through, as far as is known',
  walked       BIGINT           NOT NULL DEFAULT 0 COMMENT 'channels that were compared',
  behind       BIGINT           NOT NULL DEFAULT 0 COMMENT 'of those the ones that missed something',
  unknown      BIGINT           NOT NULL DEFAULT 0 COMMENT 'of those the ones of which upstream did not tell the newest number',
  asked_at     DATETIME(3)      NOT NULL COMMENT 'UTC',
  begun_at     DATETIME(3)      NULL COMMENT 'UTC; when it was first worked on: what went wrong later is not covered by it',
  finished_at  DATETIME(3)      NULL COMMENT 'UTC',
  due_at       DATETIME(3)      NOT NULL COMMENT 'UTC; open: when it goes on, or while it is worked on the end of the lease; else when it ended',
  lease        BINARY(16)       NULL COMMENT 'which process works on it',
  PRIMARY KEY (id),
  UNIQUE KEY turn (turn),
  KEY due (state, due_at),
  KEY latest (kind, asked_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wkgate_lease (
  name       VARCHAR(32) NOT NULL COMMENT 'what only one process does at a time',
  holder     BINARY(16)  NULL COMMENT 'which process',
  expires_at DATETIME(3) NOT NULL COMMENT 'UTC',
  beat_at    DATETIME(3) NOT NULL COMMENT 'UTC; when a holder last said that it lives',
  made_at    DATETIME(3) NOT NULL COMMENT 'UTC; of the lease finder: since when gaps are found',
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
