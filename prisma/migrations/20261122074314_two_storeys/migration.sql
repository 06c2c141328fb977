-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "parent_id" INTEGER;

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "assignment_id" INTEGER,
ADD COLUMN     "delegated_by_person_id" INTEGER;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "for_organization_code" TEXT;

-- CreateTable
CREATE TABLE "delegation" (
    "assignment_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "by_person_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("assignment_id")
);

-- CreateIndex
CREATE INDEX "delegation_person_id_idx" ON "delegation"("person_id");

-- CreateIndex
CREATE INDEX "delegation_by_person_id_idx" ON "delegation"("by_person_id");

-- CreateIndex
CREATE INDEX "assignment_parent_id_idx" ON "assignment"("parent_id");

-- CreateIndex
CREATE INDEX "invitation_assignment_id_idx" ON "invitation"("assignment_id");

-- CreateIndex
CREATE INDEX "invitation_delegated_by_person_id_idx" ON "invitation"("delegated_by_person_id");

-- CreateIndex
CREATE INDEX "report_for_organization_code_idx" ON "report"("for_organization_code");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_delegated_by_person_id_fkey" FOREIGN KEY ("delegated_by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_for_organization_code_fkey" FOREIGN KEY ("for_organization_code") REFERENCES "organization"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_by_person_id_fkey" FOREIGN KEY ("by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand.

ALTER TABLE "assignment"
    ADD CONSTRAINT "assignment_parent_is_another" CHECK ("parent_id" <> "id");
ALTER TABLE "invitation"
    ADD CONSTRAINT "invitation_delegates" CHECK (("assignment_id" IS NULL) = ("delegated_by_person_id" IS NULL));
