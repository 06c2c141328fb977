-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "recalled" BOOLEAN NOT NULL DEFAULT false;
