-- Wrong keys and failed sign-ins by network, within the current minute, from all API processes. Removed a moment later.
CREATE TABLE "failed_attempt" (
    "kind" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "failed_attempt_pkey" PRIMARY KEY ("kind","network")
);
CREATE INDEX "failed_attempt_ends_at_idx" ON "failed_attempt"("ends_at");
