-- What replicas know of upstream's nodes by each other's probes.

CREATE TABLE IF NOT EXISTS wkgate_probe (
  node      VARCHAR(511) NOT NULL COMMENT 'its address, without user and password',
  probed_at DATETIME(3)  NOT NULL COMMENT 'UTC; when the last probe that stands here began',
  probed_by BINARY(16)   NOT NULL COMMENT 'which process asked',
  finding   MEDIUMTEXT   NOT NULL COMMENT 'JSON: what it came to, as upstream.ProbeJson writes it',
  known_at  DATETIME(3)  NULL COMMENT 'UTC; when it was last recognised',
  known     MEDIUMTEXT   NULL COMMENT 'JSON: which WuKongIM it was then, as upstream.ProbeJson writes it',
  PRIMARY KEY (node)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
