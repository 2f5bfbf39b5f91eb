-- What was created by requests with an Idempotency-Key, and what they were answered: a repeat creates nothing.

CREATE TABLE "keyed_request" (
  "person_id" UUID NOT NULL,
  "key" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "created_id" UUID NOT NULL,
  "answer" JSON,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  CONSTRAINT "keyed_request_pkey" PRIMARY KEY ("person_id", "key")
);

CREATE INDEX "keyed_request_created_at_idx" ON "keyed_request" ("created_at");
