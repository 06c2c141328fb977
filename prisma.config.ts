import { defineConfig } from 'prisma/config';

/** For Prisma's own command line; the service itself applies its migrations at start without it. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost/srok' },
});
