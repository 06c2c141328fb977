-- Before a broadcast's rows are counted, the planner took the second column for a key, or the index by state instead.
DROP INDEX "delivery_unsent";
CREATE INDEX "delivery_unsent" ON "delivery"("chat_id") WHERE "ended_at" IS NULL;
