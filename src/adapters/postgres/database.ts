import type { Prisma } from './generated/client.ts';

/** What a record talks to: the database, or a transaction of it. */
export type Database = Prisma.TransactionClient;
