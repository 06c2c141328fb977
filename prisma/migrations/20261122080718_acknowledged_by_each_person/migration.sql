-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "acknowledge_reminded_on" DATE;

-- CreateTable
CREATE TABLE "acknowledgement" (
    "assignment_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("assignment_id","person_id")
);

-- CreateIndex
CREATE INDEX "acknowledgement_person_id_idx" ON "acknowledgement"("person_id");

-- AddForeignKey
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand.

-- Who acknowledged before this table was there is known from the journal.
INSERT INTO "acknowledgement" ("assignment_id", "person_id", "at")
SELECT "assignment_id", "person_id", min("at")
  FROM "audit_entry"
 WHERE "action" = 'acknowledge' AND "assignment_id" IS NOT NULL AND "person_id" IS NOT NULL
 GROUP BY "assignment_id", "person_id";
