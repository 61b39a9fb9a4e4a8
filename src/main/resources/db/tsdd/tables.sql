-- What wkgate reads and writes of TangSengDaoDaoServer's tables; never run, only compared with what is there. The server
-- makes them itself, with more columns, which are none of wkgate's business.

CREATE TABLE message (
  id            BIGINT(20)   NOT NULL AUTO_INCREMENT,
  message_id    VARCHAR(20)  NOT NULL DEFAULT '',
  message_seq   BIGINT(20)   NOT NULL DEFAULT 0,
  client_msg_no VARCHAR(100) NOT NULL DEFAULT '',
  header        VARCHAR(100) NOT NULL DEFAULT '',
  setting       SMALLINT(6)  NOT NULL DEFAULT 0,
  `signal`      SMALLINT(6)  NOT NULL DEFAULT 0,
  from_uid      VARCHAR(40)  NOT NULL DEFAULT '',
  channel_id    VARCHAR(100) NOT NULL DEFAULT '',
  channel_type  SMALLINT(6)  NOT NULL DEFAULT 0,
  timestamp     BIGINT(20)   NOT NULL DEFAULT 0,
  payload       MEDIUMBLOB   NOT NULL,
  is_deleted    SMALLINT(6)  NOT NULL DEFAULT 0,
  expire        INT(11)      NOT NULL DEFAULT 0,
  expire_at     BIGINT(20)   NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY message_id (message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;

CREATE TABLE message1 LIKE message;
CREATE TABLE message2 LIKE message;
CREATE TABLE message3 LIKE message;
CREATE TABLE message4 LIKE message;

CREATE TABLE message_extra (
  id           BIGINT(20)   NOT NULL AUTO_INCREMENT,
  message_id   VARCHAR(20)  NOT NULL DEFAULT '',
  message_seq  BIGINT(20)   NOT NULL DEFAULT 0,
  channel_id   VARCHAR(100) NOT NULL DEFAULT '',
  channel_type SMALLINT(6)  NOT NULL DEFAULT 0,
  from_uid     VARCHAR(40)  NOT NULL DEFAULT '',
  `revoke`     SMALLINT(6)  NOT NULL DEFAULT 0,
  revoker      VARCHAR(40)  NOT NULL DEFAULT '',
  version      BIGINT(20)   NOT NULL DEFAULT 0,
  is_deleted   SMALLINT(6)  NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY message_id (message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;

CREATE TABLE group_member (
  id         INT(11)     NOT NULL AUTO_INCREMENT,
  group_no   VARCHAR(40) NOT NULL DEFAULT '',
  uid        VARCHAR(40) NOT NULL DEFAULT '',
  role       SMALLINT(6) NOT NULL DEFAULT 0,
  is_deleted SMALLINT(6) NOT NULL DEFAULT 0,
  status     SMALLINT(6) NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  KEY group_member_groupNo (group_no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;
