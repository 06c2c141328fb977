-- Messages of one chat go one after the other: whoever claims one looks for what is before it.
CREATE INDEX "delivery_unsent" ON "delivery"("chat_id", "id") WHERE "state" IN ('pending', 'sending');
