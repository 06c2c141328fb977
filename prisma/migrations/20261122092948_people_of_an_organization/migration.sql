-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "hands_over" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "made_in_chat_id" BIGINT;

-- Only a chat of the organization's own can be handed over.
ALTER TABLE "invitation"
    ADD CONSTRAINT "invitation_hands_over" CHECK (NOT "hands_over" OR "made_in_chat_id" IS NOT NULL);

-- Whoever asks to be forgotten takes the number of their private chat with them; nothing else of the audit changes.
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF NEW.chat_id IS NULL AND to_jsonb(NEW) - 'chat_id' = to_jsonb(OLD) - 'chat_id' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit_entry is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;
