-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "reopens" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "replaces_id" INTEGER;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "lineage" TEXT,
ADD COLUMN     "replaces_id" INTEGER;

-- CreateTable
CREATE TABLE "version_change" (
    "id" SERIAL NOT NULL,
    "document_id" INTEGER NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "parts" TEXT[],
    "reopened" BOOLEAN NOT NULL,
    "was" JSONB,
    "is" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "version_change_assignment_id_idx" ON "version_change"("assignment_id");

-- CreateIndex
CREATE UNIQUE INDEX "version_change_document_id_assignment_id_key" ON "version_change"("document_id", "assignment_id");

-- CreateIndex
CREATE INDEX "decision_replaces_id_idx" ON "decision"("replaces_id");

-- CreateIndex
CREATE INDEX "document_replaces_id_idx" ON "document"("replaces_id");

-- CreateIndex
CREATE INDEX "document_date_idx" ON "document"("date");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "version_change" ADD CONSTRAINT "version_change_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "version_change" ADD CONSTRAINT "version_change_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- Written by hand.

ALTER TABLE "document"
    DROP CONSTRAINT "document_state",
    DROP CONSTRAINT "document_published_at",
    ADD CONSTRAINT "document_state" CHECK ("state" IN ('draft', 'published', 'superseded', 'discarded')),
    ADD CONSTRAINT "document_published_at" CHECK (("state" IN ('published', 'superseded')) = ("published_at" IS NOT NULL)),
    ADD CONSTRAINT "document_lineage" CHECK ("lineage" IN ('certain', 'unsure', 'confirmed', 'denied')),
    ADD CONSTRAINT "document_replaces" CHECK (("lineage" IS NULL) = ("replaces_id" IS NULL) AND "replaces_id" <> "id");
ALTER TABLE "version_change"
    ADD CONSTRAINT "version_change_kind" CHECK ("kind" IN ('added', 'changed', 'point_removed', 'addressee_removed')),
    ADD CONSTRAINT "version_change_terms" CHECK (("kind" = 'added') = ("was" IS NULL) AND ("kind" IN ('added', 'changed')) = ("is" IS NOT NULL));

-- An act has one version in force: nobody replaces what another has replaced already.
CREATE UNIQUE INDEX "document_one_successor" ON "document"("replaces_id")
    WHERE "state" IN ('published', 'superseded') AND "lineage" IN ('certain', 'confirmed');

-- The file of a version that is no longer in force may come again: to go back to it.
DROP INDEX "document_sha256_position_kept";
CREATE UNIQUE INDEX "document_sha256_position_kept" ON "document"("sha256", "position") WHERE "state" IN ('draft', 'published');
