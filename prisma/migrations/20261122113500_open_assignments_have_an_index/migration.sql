-- Mornings and lists ask for open assignments again and again; the closed ones grow in number for ever.
CREATE INDEX "assignment_open" ON "assignment"("id") WHERE "state" NOT IN ('accepted', 'withdrawn');
