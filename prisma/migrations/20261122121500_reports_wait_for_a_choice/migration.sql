-- AlterTable
ALTER TABLE "report_draft" ADD COLUMN     "with_below" BOOLEAN NOT NULL DEFAULT false;

-- What waited for a choice and was left lying is about no assignment yet.
ALTER TABLE "report_draft"
    DROP CONSTRAINT "report_draft_about",
    ADD CONSTRAINT "report_draft_about" CHECK ("state" <> 'gathering' OR "assignment_id" IS NOT NULL);
