-- CreateTable
CREATE TABLE "upload" (
    "id" SERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "group_key" TEXT,
    "state" TEXT NOT NULL DEFAULT 'gathering',
    "ready_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "progress_message_id" INTEGER,
    "document_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_part" (
    "update_id" BIGINT NOT NULL,
    "upload_id" INTEGER NOT NULL,
    "message_id" INTEGER NOT NULL,
    "file_id" TEXT,
    "file_name" TEXT,
    "text" TEXT,

    CONSTRAINT "upload_part_pkey" PRIMARY KEY ("update_id")
);

-- CreateIndex
CREATE INDEX "upload_state_ready_at_idx" ON "upload"("state", "ready_at");

-- CreateIndex
CREATE INDEX "upload_chat_id_group_key_idx" ON "upload"("chat_id", "group_key");

-- CreateIndex
CREATE INDEX "upload_ended_at_idx" ON "upload"("ended_at");

-- CreateIndex
CREATE INDEX "upload_person_id_idx" ON "upload"("person_id");

-- CreateIndex
CREATE INDEX "upload_part_upload_id_idx" ON "upload_part"("upload_id");

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "upload_part" ADD CONSTRAINT "upload_part_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE RESTRICT;


-- Written by hand.

ALTER TABLE "upload"
    ADD CONSTRAINT "upload_state" CHECK ("state" IN ('gathering', 'reading', 'done', 'failed')),
    ADD CONSTRAINT "upload_ended" CHECK (("state" IN ('done', 'failed')) = ("ended_at" IS NOT NULL));
ALTER TABLE "upload_part"
    ADD CONSTRAINT "upload_part_says_something" CHECK ("file_id" IS NOT NULL OR "text" IS NOT NULL);
