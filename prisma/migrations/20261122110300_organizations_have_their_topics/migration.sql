-- AlterTable
ALTER TABLE "subscription" ADD COLUMN     "topic_id" INTEGER;
