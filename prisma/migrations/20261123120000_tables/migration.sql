-- CreateTable
CREATE TABLE "location" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "connect_site_id" TEXT,
    "call_logger" BOOLEAN NOT NULL DEFAULT false,
    "send_on_creation" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_group" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,

    CONSTRAINT "product_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "product_group_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tax_percent" DECIMAL(7,4) NOT NULL,
    "markup_percent" DECIMAL(9,4),
    "markup_amount" DECIMAL(20,6),
    "can_be_zero" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_type" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_grant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "location_id" UUID,

    CONSTRAINT "person_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "accounts_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "location_id" UUID NOT NULL,
    "tenancy_from" DATE,
    "tenancy_to" DATE,
    "contacts" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_code" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "code_key" TEXT NOT NULL,
    "effective_from" DATE,
    "effective_to" DATE,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connect_send" (
    "account_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "payload" JSONB NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "requested_by" UUID,
    "may_have_sent_at" TIMESTAMPTZ(6),
    "lease_token" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "last_fault" JSONB,
    "unclear_since" TIMESTAMPTZ(6),
    "next_try_at" TIMESTAMPTZ(6),
    "candidates" JSONB NOT NULL DEFAULT '[]',
    "instruction" JSONB,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connect_send_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "connect_send_reference" (
    "account_id" UUID NOT NULL,
    "billing_reference" TEXT NOT NULL,

    CONSTRAINT "connect_send_reference_pkey" PRIMARY KEY ("account_id","billing_reference")
);

-- CreateTable
CREATE TABLE "connect_link" (
    "account_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "client" JSONB NOT NULL,
    "adopted" BOOLEAN NOT NULL,
    "drift" JSONB NOT NULL DEFAULT '[]',
    "account_code" TEXT,
    "code_conflict" JSONB,
    "linked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connect_link_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "import_id" UUID,
    "account_id" UUID,
    "person_id" UUID,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "details" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "outcome" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "charge_import" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "location_id" UUID NOT NULL,
    "import_type_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "batch_date" DATE NOT NULL,
    "reference_date" DATE NOT NULL,
    "reference_text" TEXT,
    "control_rows" INTEGER,
    "control_amount" DECIMAL,
    "allow_repeat" TEXT,
    "file_sha256" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_bytes" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "failure" JSONB,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "uploaded_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_attempt" INTEGER NOT NULL DEFAULT 0,
    "read_checkpoint" JSONB,
    "file_rows" INTEGER NOT NULL DEFAULT 0,
    "file_buy" DECIMAL NOT NULL DEFAULT 0,
    "file_sell" DECIMAL NOT NULL DEFAULT 0,
    "footer" JSONB,
    "totals" JSONB,
    "new_matches" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "charge_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "row_number" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "raw" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "detail" TEXT,
    "account_code" TEXT,
    "code_key" TEXT,
    "account_id" UUID,
    "extension" TEXT,
    "number" TEXT,
    "destination" TEXT,
    "started_at" TIMESTAMPTZ(6),
    "local_date" DATE,
    "ambiguous_time" BOOLEAN NOT NULL DEFAULT false,
    "duration_seconds" INTEGER,
    "buy" DECIMAL,
    "sell" DECIMAL,
    "record_id" TEXT,
    "fingerprint" BYTEA,
    "ordinal" INTEGER NOT NULL DEFAULT 1,
    "resolution" TEXT,
    "resolved_because" TEXT,
    "resolved_by" UUID,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id","row_number")
);

-- CreateTable
CREATE TABLE "batch_sheet" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "import_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "tax_percent" DECIMAL(7,4) NOT NULL,
    "markup_percent" DECIMAL(9,4),
    "markup_amount" DECIMAL(20,6),
    "can_be_zero" BOOLEAN NOT NULL,
    "completed_by" UUID,
    "completed_at" TIMESTAMPTZ(6),
    "acknowledged" JSONB,
    "explanations" JSONB NOT NULL DEFAULT '{}',
    "digest" TEXT,
    "posted_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sheet_account" (
    "sheet_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "rows" INTEGER NOT NULL,
    "basis" DECIMAL(30,6) NOT NULL,
    "markup" DECIMAL(30,6) NOT NULL,
    "adjustments" DECIMAL(30,6) NOT NULL,
    "rounding" DECIMAL(30,6) NOT NULL,
    "net" DECIMAL(30,6) NOT NULL,
    "tax" DECIMAL(30,6) NOT NULL,
    "gross" DECIMAL(30,6) NOT NULL,

    CONSTRAINT "sheet_account_pkey" PRIMARY KEY ("sheet_id","account_id")
);

-- CreateTable
CREATE TABLE "sheet_edit" (
    "sheet_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "sheet_edit_pkey" PRIMARY KEY ("sheet_id","revision","person_id")
);

-- CreateTable
CREATE TABLE "matching_edit" (
    "id" BIGSERIAL NOT NULL,
    "location_id" UUID NOT NULL,
    "code_key" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "matching_edit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "matching_edit_person_id_idx" ON "matching_edit"("person_id");

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "sheet_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "charge" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "sheet_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "import_id" UUID,
    "row_number" INTEGER,
    "reverses" UUID,
    "description" TEXT NOT NULL,
    "basis" DECIMAL(20,6) NOT NULL,
    "markup" DECIMAL(20,6) NOT NULL,
    "net" DECIMAL(20,6) NOT NULL,

    CONSTRAINT "charge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_claim" (
    "location_id" UUID NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "import_id" UUID NOT NULL,
    "row_number" INTEGER NOT NULL,

    CONSTRAINT "call_claim_pkey" PRIMARY KEY ("location_id","fingerprint","ordinal")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "person_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_try_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_budget" (
    "name" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_budget_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "location_name_key" ON "location"("name");

-- CreateIndex
CREATE UNIQUE INDEX "product_group_name_key" ON "product_group"("name");

-- CreateIndex
CREATE UNIQUE INDEX "product_product_group_id_name_key" ON "product"("product_group_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "import_type_name_version_key" ON "import_type"("name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "person_name_key" ON "person"("name");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_sha256_key" ON "api_key"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "account_accounts_id_key" ON "account"("accounts_id");

-- CreateIndex
CREATE INDEX "account_location_id_idx" ON "account"("location_id");

-- CreateIndex
CREATE INDEX "account_code_account_id_idx" ON "account_code"("account_id");

-- CreateIndex
CREATE INDEX "account_code_code_key_idx" ON "account_code"("code_key");

-- CreateIndex
CREATE INDEX "connect_send_state_idx" ON "connect_send"("state");

-- CreateIndex
CREATE UNIQUE INDEX "connect_link_client_id_key" ON "connect_link"("client_id");

-- CreateIndex
CREATE INDEX "decision_import_id_idx" ON "decision"("import_id");

-- CreateIndex
CREATE INDEX "decision_account_id_idx" ON "decision"("account_id");

-- CreateIndex
CREATE INDEX "charge_import_status_idx" ON "charge_import"("status");

-- CreateIndex
CREATE UNIQUE INDEX "batch_sheet_import_id_key" ON "batch_sheet"("import_id");

-- CreateIndex
CREATE UNIQUE INDEX "batch_sheet_number_key" ON "batch_sheet"("number");

-- CreateIndex
CREATE INDEX "batch_sheet_state_idx" ON "batch_sheet"("state");

-- CreateIndex
CREATE UNIQUE INDEX "approval_sheet_id_revision_person_id_key" ON "approval"("sheet_id", "revision", "person_id");

-- CreateIndex
CREATE INDEX "charge_sheet_id_row_number_idx" ON "charge"("sheet_id", "row_number");

-- CreateIndex
CREATE INDEX "call_claim_import_id_idx" ON "call_claim"("import_id");

-- CreateIndex
CREATE INDEX "audit_event_subject_idx" ON "audit_event"("subject");

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_product_group_id_fkey" FOREIGN KEY ("product_group_id") REFERENCES "product_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_grant" ADD CONSTRAINT "person_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_code" ADD CONSTRAINT "account_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connect_send" ADD CONSTRAINT "connect_send_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connect_link" ADD CONSTRAINT "connect_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge_import" ADD CONSTRAINT "charge_import_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge_import" ADD CONSTRAINT "charge_import_import_type_id_fkey" FOREIGN KEY ("import_type_id") REFERENCES "import_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge_import" ADD CONSTRAINT "charge_import_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_sheet" ADD CONSTRAINT "batch_sheet_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "charge_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sheet_account" ADD CONSTRAINT "sheet_account_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "batch_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sheet_edit" ADD CONSTRAINT "sheet_edit_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "batch_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "batch_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
