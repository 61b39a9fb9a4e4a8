-- TangSengDaoDaoServer's tables as far as wkgate meets them, written from the description of a running server.

CREATE TABLE message (
  id           BIGINT(20)   NOT NULL AUTO_INCREMENT,
  message_id   VARCHAR(20)  NOT NULL DEFAULT '',
  message_seq  BIGINT(20)   NOT NULL DEFAULT 0,
  client_msg_no VARCHAR(100) NOT NULL DEFAULT '',
  header       VARCHAR(100) NOT NULL DEFAULT '',
  setting      SMALLINT(6)  NOT NULL DEFAULT 0,
  `signal`     SMALLINT(6)  NOT NULL DEFAULT 0,
  from_uid     VARCHAR(40)  NOT NULL DEFAULT '',
  channel_id   VARCHAR(100) NOT NULL DEFAULT '',
  channel_type SMALLINT(6)  NOT NULL DEFAULT 0,
  timestamp    BIGINT(20)   NOT NULL DEFAULT 0,
  payload      MEDIUMBLOB   NOT NULL,
  is_deleted   SMALLINT(6)  NOT NULL DEFAULT 0,
  voice_status SMALLINT(6)  NOT NULL DEFAULT 0,
  created_at   TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at   TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expire       INT(11)      NOT NULL DEFAULT 0,
  expire_at    BIGINT(20)   NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY message_id (message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;

CREATE TABLE message1 LIKE message;
CREATE TABLE message2 LIKE message;
CREATE TABLE message3 LIKE message;
CREATE TABLE message4 LIKE message;

CREATE TABLE message_extra (
  id                BIGINT(20)   NOT NULL AUTO_INCREMENT,
  message_id        VARCHAR(20)  NOT NULL DEFAULT '',
  message_seq       BIGINT(20)   NOT NULL DEFAULT 0,
  channel_id        VARCHAR(100) NOT NULL DEFAULT '',
  channel_type      SMALLINT(6)  NOT NULL DEFAULT 0,
  from_uid          VARCHAR(40)  NOT NULL DEFAULT '',
  `revoke`          SMALLINT(6)  NOT NULL DEFAULT 0,
  revoker           VARCHAR(40)  NOT NULL DEFAULT '',
  clone_no          VARCHAR(40)  NOT NULL DEFAULT '',
  version           BIGINT(20)   NOT NULL DEFAULT 0,
  readed_count      INT(11)      NOT NULL DEFAULT 0,
  is_deleted        SMALLINT(6)  NOT NULL DEFAULT 0,
  created_at        TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at        TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP,
  content_edit      TEXT         NULL,
  content_edit_hash VARCHAR(255) NOT NULL DEFAULT '',
  edited_at         INT(11)      NOT NULL DEFAULT 0,
  is_pinned         SMALLINT(6)  NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY message_id (message_id),
  KEY from_uid_idx (from_uid),
  KEY channel_idx (channel_id, channel_type)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;

CREATE TABLE group_member (
  id                  INT(11)      NOT NULL AUTO_INCREMENT,
  group_no            VARCHAR(40)  NOT NULL DEFAULT '',
  uid                 VARCHAR(40)  NOT NULL DEFAULT '',
  remark              VARCHAR(40)  NOT NULL DEFAULT '',
  role                SMALLINT(6)  NOT NULL DEFAULT 0,
  version             BIGINT(20)   NOT NULL DEFAULT 0,
  is_deleted          SMALLINT(6)  NOT NULL DEFAULT 0,
  status              SMALLINT(6)  NOT NULL DEFAULT 1,
  vercode             VARCHAR(100) NOT NULL DEFAULT '',
  robot               SMALLINT(6)  NOT NULL DEFAULT 0,
  invite_uid          VARCHAR(40)  NOT NULL DEFAULT '',
  created_at          TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at          TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP,
  forbidden_expir_time INT(11)     NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY group_no_uid (group_no, uid),
  KEY group_member_groupNo (group_no),
  KEY group_member_uid (uid)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;
