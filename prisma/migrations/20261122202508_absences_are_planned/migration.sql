-- AlterTable
ALTER TABLE "absence" ADD COLUMN     "starts_on" DATE;

-- The first day is not after the last.
ALTER TABLE "absence" ADD CONSTRAINT "absence_days" CHECK ("starts_on" <= "until");
