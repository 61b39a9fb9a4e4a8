-- What a dead letter holds beside its first bytes, where it is longer than the database takes in one packet.

CREATE TABLE IF NOT EXISTS wkgate_dead_letter_rest (
  digest BINARY(32)   NOT NULL COMMENT 'that of the dead letter',
  place  INT          NOT NULL COMMENT 'of its first byte in the whole',
  bytes  LONGBLOB     NOT NULL,
  PRIMARY KEY (digest, place)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
