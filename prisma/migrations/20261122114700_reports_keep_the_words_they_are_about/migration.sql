-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "first_message_id" INTEGER;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "decision_id" INTEGER;

-- Written by hand: what the point read when an earlier report was made is not known any more; it counts as unchanged.
UPDATE "report" SET "decision_id" = "assignment"."decision_id" FROM "assignment" WHERE "assignment"."id" = "report"."assignment_id";
ALTER TABLE "report" ALTER COLUMN "decision_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "report_draft" ADD COLUMN     "supplement" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "report_decision_id_idx" ON "report"("decision_id");

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand: messages about a report or a request are found by what they are about.
CREATE INDEX "delivery_about" ON "delivery"("content") WHERE "kind" IN ('report_received', 'extension_asked');
