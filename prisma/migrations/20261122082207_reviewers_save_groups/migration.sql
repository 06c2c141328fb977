-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "suggested_for" TEXT[] DEFAULT ARRAY[]::TEXT[];
