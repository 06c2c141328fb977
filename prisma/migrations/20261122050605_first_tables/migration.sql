-- CreateTable
CREATE TABLE "organization" (
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT,
    "aliases" TEXT[],
    "parent_code" TEXT,
    "members" JSONB,
    "reminder_time" TEXT,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "telegram_user_id" BIGINT,
    "name" TEXT NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" SERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "organization_code" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "unreachable_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "controller" (
    "person_id" INTEGER NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "controller_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" SERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "organization_code" TEXT,
    "role" TEXT NOT NULL,
    "uses_left" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation_attempt" (
    "chat_id" BIGINT NOT NULL,
    "failed" INTEGER NOT NULL,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_attempt_pkey" PRIMARY KEY ("chat_id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" SERIAL NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "source" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "date" DATE,
    "number" TEXT,
    "issuer" TEXT,
    "title" TEXT,
    "text" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "annexes" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "created_by_person_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" SERIAL NOT NULL,
    "document_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT,
    "label" TEXT,
    "text" TEXT NOT NULL,
    "addressees" JSONB NOT NULL,
    "deadline_text" TEXT,
    "deadline_kind" TEXT NOT NULL,
    "deadline_start" DATE,
    "deadline_due" DATE,
    "deadline_next" DATE,
    "deadline_rrule" TEXT,
    "deadline_offset" TEXT,
    "deadline_trigger" TEXT,
    "deadline_inherited" BOOLEAN NOT NULL,
    "quote_start" INTEGER NOT NULL,
    "quote_end" INTEGER NOT NULL,
    "warnings" JSONB NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" SERIAL NOT NULL,
    "document_id" INTEGER NOT NULL,
    "decision_id" INTEGER NOT NULL,
    "organization_code" TEXT NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "executor" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "deadline_kind" TEXT NOT NULL,
    "start" DATE,
    "due" DATE,
    "published_on" DATE NOT NULL,
    "reminded_through" DATE NOT NULL,
    "escalation" SMALLINT NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "comment" TEXT,
    "decided_by_person_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "person_id" INTEGER,
    "chat_id" BIGINT,
    "message_id" INTEGER,
    "update_id" BIGINT,
    "document_id" INTEGER,
    "assignment_id" INTEGER,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "document_id" INTEGER,
    "content" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "parts_sent" INTEGER NOT NULL DEFAULT 0,
    "told" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "failure" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sent_message" (
    "chat_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "assignment_ids" INTEGER[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sent_message_pkey" PRIMARY KEY ("chat_id","message_id")
);

-- CreateTable
CREATE TABLE "incoming_update" (
    "update_id" BIGINT NOT NULL,
    "chat_key" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "incoming_update_pkey" PRIMARY KEY ("update_id")
);

-- CreateTable
CREATE TABLE "dialogue" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dialogue_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "organization_parent_code_idx" ON "organization"("parent_code");

-- CreateIndex
CREATE UNIQUE INDEX "person_telegram_user_id_key" ON "person"("telegram_user_id");

-- CreateIndex
CREATE INDEX "subscription_organization_code_state_idx" ON "subscription"("organization_code", "state");

-- CreateIndex
CREATE INDEX "subscription_person_id_idx" ON "subscription"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_chat_id_organization_code_key" ON "subscription"("chat_id", "organization_code");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_organization_code_idx" ON "invitation"("organization_code");

-- CreateIndex
CREATE INDEX "document_sha256_idx" ON "document"("sha256");

-- CreateIndex
CREATE INDEX "document_state_published_at_idx" ON "document"("state", "published_at");

-- CreateIndex
CREATE INDEX "document_created_by_person_id_idx" ON "document"("created_by_person_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_document_id_position_key" ON "decision"("document_id", "position");

-- CreateIndex
CREATE INDEX "assignment_organization_code_state_idx" ON "assignment"("organization_code", "state");

-- CreateIndex
CREATE INDEX "assignment_document_id_idx" ON "assignment"("document_id");

-- CreateIndex
CREATE INDEX "assignment_state_due_idx" ON "assignment"("state", "due");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_decision_id_organization_code_occurrence_key" ON "assignment"("decision_id", "organization_code", "occurrence");

-- CreateIndex
CREATE INDEX "report_assignment_id_idx" ON "report"("assignment_id");

-- CreateIndex
CREATE INDEX "report_person_id_idx" ON "report"("person_id");

-- CreateIndex
CREATE INDEX "audit_entry_update_id_idx" ON "audit_entry"("update_id");

-- CreateIndex
CREATE INDEX "audit_entry_assignment_id_idx" ON "audit_entry"("assignment_id");

-- CreateIndex
CREATE INDEX "audit_entry_document_id_idx" ON "audit_entry"("document_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_key_key" ON "delivery"("key");

-- CreateIndex
CREATE INDEX "delivery_state_not_before_idx" ON "delivery"("state", "not_before");

-- CreateIndex
CREATE INDEX "delivery_document_id_idx" ON "delivery"("document_id");

-- CreateIndex
CREATE INDEX "incoming_update_state_update_id_idx" ON "incoming_update"("state", "update_id");

-- CreateIndex
CREATE INDEX "incoming_update_ended_at_idx" ON "incoming_update"("ended_at");

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "organization"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_organization_code_fkey" FOREIGN KEY ("organization_code") REFERENCES "organization"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "controller" ADD CONSTRAINT "controller_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organization_code_fkey" FOREIGN KEY ("organization_code") REFERENCES "organization"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_created_by_person_id_fkey" FOREIGN KEY ("created_by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organization_code_fkey" FOREIGN KEY ("organization_code") REFERENCES "organization"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_decided_by_person_id_fkey" FOREIGN KEY ("decided_by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on by hand: what the schema language has no words for.

-- A file is read once: the same place of the same file again only after the first reading was discarded.
CREATE UNIQUE INDEX "document_sha256_position_kept" ON "document"("sha256", "position") WHERE "state" <> 'discarded';

-- Words the program knows, and nothing else.
ALTER TABLE "organization"
    ADD CONSTRAINT "organization_kind" CHECK ("kind" IN ('department', 'municipality', 'school', 'preschool', 'institute', 'other', 'group')),
    ADD CONSTRAINT "organization_reminder_time" CHECK ("reminder_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE "subscription"
    ADD CONSTRAINT "subscription_role" CHECK ("role" IN ('executor', 'observer')),
    ADD CONSTRAINT "subscription_state" CHECK ("state" IN ('active', 'unreachable', 'left'));
ALTER TABLE "invitation"
    ADD CONSTRAINT "invitation_role" CHECK ("role" IN ('executor', 'observer', 'controller')),
    ADD CONSTRAINT "invitation_uses_left" CHECK ("uses_left" >= 0);
ALTER TABLE "invitation_attempt"
    ADD CONSTRAINT "invitation_attempt_failed" CHECK ("failed" >= 0);
ALTER TABLE "document"
    ADD CONSTRAINT "document_state" CHECK ("state" IN ('draft', 'published', 'discarded')),
    ADD CONSTRAINT "document_kind" CHECK ("kind" IN ('protocol', 'collegium_decision', 'order', 'other')),
    ADD CONSTRAINT "document_published_at" CHECK (("state" = 'published') = ("published_at" IS NOT NULL));
ALTER TABLE "decision"
    ADD CONSTRAINT "decision_deadline_kind" CHECK ("deadline_kind" IN ('date', 'month', 'range', 'year', 'years', 'school_year', 'recurring', 'standing', 'on_demand', 'relative', 'none', 'unparseable')),
    ADD CONSTRAINT "decision_quote" CHECK ("quote_start" >= 0 AND "quote_end" >= "quote_start");
ALTER TABLE "assignment"
    ADD CONSTRAINT "assignment_state" CHECK ("state" IN ('new', 'acknowledged', 'in_work', 'reported', 'returned', 'accepted', 'withdrawn')),
    ADD CONSTRAINT "assignment_deadline_kind" CHECK ("deadline_kind" IN ('date', 'month', 'range', 'year', 'years', 'school_year', 'recurring', 'standing', 'on_demand', 'relative', 'none', 'unparseable')),
    ADD CONSTRAINT "assignment_occurrence" CHECK ("occurrence" >= 0),
    ADD CONSTRAINT "assignment_escalation" CHECK ("escalation" BETWEEN 0 AND 2);
ALTER TABLE "report"
    ADD CONSTRAINT "report_outcome" CHECK ("outcome" IN ('accepted', 'returned')),
    ADD CONSTRAINT "report_decided" CHECK (("outcome" IS NULL) = ("decided_at" IS NULL));
ALTER TABLE "delivery"
    ADD CONSTRAINT "delivery_state" CHECK ("state" IN ('pending', 'sending', 'sent', 'failed', 'cancelled')),
    ADD CONSTRAINT "delivery_lease" CHECK (("state" = 'sending') = ("lease_until" IS NOT NULL));
ALTER TABLE "incoming_update"
    ADD CONSTRAINT "incoming_update_state" CHECK ("state" IN ('pending', 'done', 'failed'));

-- What was done stays written as it was written.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_entry is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER "audit_entry_is_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
    FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_entry_is_not_emptied" BEFORE TRUNCATE ON "audit_entry"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
