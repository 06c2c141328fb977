-- AlterTable
ALTER TABLE "upload" ADD COLUMN     "page_of_id" INTEGER;

-- CreateIndex
CREATE INDEX "upload_page_of_id_idx" ON "upload"("page_of_id");

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_page_of_id_fkey" FOREIGN KEY ("page_of_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
