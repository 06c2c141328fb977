-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "changed_by_person_id" INTEGER,
ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "confirmed_by_person_id" INTEGER,
ADD COLUMN     "confirmed_doubts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "dropped" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "original" JSONB,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "confirmed_by_person_id" INTEGER;

-- CreateIndex
CREATE INDEX "decision_confirmed_by_person_id_idx" ON "decision"("confirmed_by_person_id");

-- CreateIndex
CREATE INDEX "decision_changed_by_person_id_idx" ON "decision"("changed_by_person_id");

-- CreateIndex
CREATE INDEX "document_confirmed_by_person_id_idx" ON "document"("confirmed_by_person_id");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_confirmed_by_person_id_fkey" FOREIGN KEY ("confirmed_by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_confirmed_by_person_id_fkey" FOREIGN KEY ("confirmed_by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_changed_by_person_id_fkey" FOREIGN KEY ("changed_by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand.

ALTER TABLE "decision"
    ADD CONSTRAINT "decision_revision" CHECK ("revision" >= 0),
    ADD CONSTRAINT "decision_confirmed" CHECK (("confirmed_at" IS NULL) = ("confirmed_by_person_id" IS NULL));

ALTER TABLE "document"
    ADD CONSTRAINT "document_confirmed" CHECK (("confirmed_at" IS NULL) = ("confirmed_by_person_id" IS NULL));
