-- CreateTable
CREATE TABLE "extension_request" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "was" DATE NOT NULL,
    "wanted" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "for_organization_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "due" DATE,
    "comment" TEXT,
    "decided_by_person_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "extension_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "extension_request_assignment_id_idx" ON "extension_request"("assignment_id");

-- CreateIndex
CREATE INDEX "extension_request_person_id_idx" ON "extension_request"("person_id");

-- CreateIndex
CREATE INDEX "extension_request_decided_by_person_id_idx" ON "extension_request"("decided_by_person_id");

-- CreateIndex
CREATE INDEX "extension_request_for_organization_code_idx" ON "extension_request"("for_organization_code");

-- AddForeignKey
ALTER TABLE "extension_request" ADD CONSTRAINT "extension_request_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "extension_request" ADD CONSTRAINT "extension_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "extension_request" ADD CONSTRAINT "extension_request_decided_by_person_id_fkey" FOREIGN KEY ("decided_by_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "extension_request" ADD CONSTRAINT "extension_request_for_organization_code_fkey" FOREIGN KEY ("for_organization_code") REFERENCES "organization"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand.

CREATE UNIQUE INDEX "extension_request_one_waits" ON "extension_request"("assignment_id") WHERE "outcome" IS NULL;
ALTER TABLE "extension_request"
    ADD CONSTRAINT "extension_request_is_later" CHECK ("wanted" > "was"),
    ADD CONSTRAINT "extension_request_outcome" CHECK ("outcome" IN ('granted', 'refused', 'withdrawn', 'overtaken')),
    ADD CONSTRAINT "extension_request_granted" CHECK ("outcome" <> 'granted' OR "due" IS NOT NULL);
