-- A product can be edited by whoever has seen it as it is, and archived: then no new import uses it.
ALTER TABLE "product" ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
