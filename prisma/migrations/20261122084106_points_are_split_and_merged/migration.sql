-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "made_from" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "replaced" BOOLEAN NOT NULL DEFAULT false;
