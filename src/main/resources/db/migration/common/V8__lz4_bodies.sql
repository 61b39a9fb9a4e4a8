-- Only the comment changes. Bodies that stand there stay as they are and can be read.
ALTER TABLE wkgate_event
  MODIFY COLUMN body LONGBLOB NOT NULL COMMENT 'four bytes of its length; an LZ4 block if the highest bit is set, else as COMPRESS() makes it';
