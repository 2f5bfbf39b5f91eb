-- A version of each thing that people edit, so that nobody overwrites what they have not seen.

ALTER TABLE "location" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "account_code" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- Until when somebody is changing the client in Connect.
ALTER TABLE "connect_link" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "editing_until" TIMESTAMPTZ(6);
