-- CreateTable
CREATE TABLE "absence" (
    "subscription_id" INTEGER NOT NULL,
    "until" DATE NOT NULL,
    "deputy_subscription_id" INTEGER,
    "waiting" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("subscription_id")
);

-- CreateTable
CREATE TABLE "own_reminders" (
    "organization_code" TEXT NOT NULL,
    "steps_before_days" JSONB,
    "quiet_from" TEXT,
    "quiet_until" TEXT,

    CONSTRAINT "own_reminders_pkey" PRIMARY KEY ("organization_code")
);

-- CreateIndex
CREATE INDEX "absence_deputy_subscription_id_idx" ON "absence"("deputy_subscription_id");

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_deputy_subscription_id_fkey" FOREIGN KEY ("deputy_subscription_id") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "own_reminders" ADD CONSTRAINT "own_reminders_organization_code_fkey" FOREIGN KEY ("organization_code") REFERENCES "organization"("code") ON DELETE CASCADE ON UPDATE RESTRICT;

-- Nobody stands in for themselves, and who stands in is known once an absence has begun.
ALTER TABLE "absence"
    ADD CONSTRAINT "absence_deputy" CHECK ("deputy_subscription_id" <> "subscription_id"),
    ADD CONSTRAINT "absence_waiting" CHECK (NOT "waiting" OR "deputy_subscription_id" IS NULL);

ALTER TABLE "own_reminders"
    ADD CONSTRAINT "own_reminders_quiet" CHECK (("quiet_from" IS NULL) = ("quiet_until" IS NULL)),
    ADD CONSTRAINT "own_reminders_steps" CHECK ("steps_before_days" IS NULL OR jsonb_typeof("steps_before_days") = 'array');
