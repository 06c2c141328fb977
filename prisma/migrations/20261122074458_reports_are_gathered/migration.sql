-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "requires_file" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "interim" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "report_draft" (
    "id" SERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "assignment_id" INTEGER,
    "candidate_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "opened_by_update_id" BIGINT NOT NULL,
    "ended_by_update_id" BIGINT,
    "message_id" INTEGER,
    "report_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_draft_item" (
    "id" SERIAL NOT NULL,
    "draft_id" INTEGER NOT NULL,
    "update_id" BIGINT NOT NULL,
    "message_id" INTEGER,
    "media_group_id" TEXT,
    "state" TEXT NOT NULL,
    "text" TEXT,
    "file_id" TEXT,
    "name" TEXT,
    "mime_type" TEXT,
    "sha256" TEXT,
    "size" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fetch_after" TIMESTAMPTZ(3),

    CONSTRAINT "report_draft_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_draft_opened_by_update_id_key" ON "report_draft"("opened_by_update_id");

-- CreateIndex
CREATE INDEX "report_draft_chat_id_person_id_idx" ON "report_draft"("chat_id", "person_id");

-- CreateIndex
CREATE INDEX "report_draft_person_id_idx" ON "report_draft"("person_id");

-- CreateIndex
CREATE INDEX "report_draft_assignment_id_idx" ON "report_draft"("assignment_id");

-- CreateIndex
CREATE INDEX "report_draft_state_touched_at_idx" ON "report_draft"("state", "touched_at");

-- CreateIndex
CREATE INDEX "report_draft_item_draft_id_idx" ON "report_draft_item"("draft_id");

-- CreateIndex
CREATE INDEX "report_draft_item_media_group_id_idx" ON "report_draft_item"("media_group_id");

-- AddForeignKey
ALTER TABLE "report_draft" ADD CONSTRAINT "report_draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report_draft" ADD CONSTRAINT "report_draft_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report_draft_item" ADD CONSTRAINT "report_draft_item_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "report_draft"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- Written by hand.

-- One dialogue a person and chat.
CREATE UNIQUE INDEX "report_draft_gathering" ON "report_draft"("chat_id", "person_id") WHERE "state" = 'gathering';
-- A message brings one text and one file at most; handled again, it brings nothing new.
CREATE UNIQUE INDEX "report_draft_item_of_update" ON "report_draft_item"("update_id", (("text" IS NULL)));
CREATE INDEX "report_draft_item_to_fetch" ON "report_draft_item"("fetch_after") WHERE "state" = 'fetching';

ALTER TABLE "report_draft"
    ADD CONSTRAINT "report_draft_state" CHECK ("state" IN ('waiting', 'gathering', 'paused', 'sent', 'cancelled')),
    ADD CONSTRAINT "report_draft_about" CHECK ("state" NOT IN ('gathering', 'paused') OR "assignment_id" IS NOT NULL);
ALTER TABLE "report_draft_item"
    ADD CONSTRAINT "report_draft_item_state" CHECK ("state" IN ('kept', 'fetching', 'lost')),
    ADD CONSTRAINT "report_draft_item_content" CHECK (("text" IS NULL) = ("name" IS NOT NULL)),
    ADD CONSTRAINT "report_draft_item_kept" CHECK ("text" IS NOT NULL OR ("state" = 'kept') = ("sha256" IS NOT NULL)),
    ADD CONSTRAINT "report_draft_item_fetching" CHECK (("state" = 'fetching') = ("fetch_after" IS NOT NULL));
