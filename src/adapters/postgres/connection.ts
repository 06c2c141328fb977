import pg from 'pg';

/** What a session of ours is like, whatever the server's own settings are. */
export interface SessionSettings {
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** The server gives up a statement after this long; 0 = never. */
  readonly statementTimeoutMs: number;
  /** The server gives up waiting for a row or table lock after this long; 0 = never. */
  readonly lockTimeoutMs?: number;
}

/** How long to wait for a connection to be made. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Configuration of a connection whose session is pinned to UTC: with any other zone the database client stores
 * moments shifted and hides it. What the connection string says in `options` is kept; ours come last and win,
 * also over settings of the database and the role.
 *
 *   sessionConfig('postgresql://srok@db/srok', { applicationName: 'srok', statementTimeoutMs: 30_000 })
 */
export function sessionConfig(connectionString: string, session: SessionSettings): pg.ClientConfig {
  const url = new URL(connectionString);
  const settings = [
    'TimeZone=UTC',
    `statement_timeout=${session.statementTimeoutMs}`,
    `lock_timeout=${session.lockTimeoutMs ?? 0}`,
    'client_min_messages=warning',
  ];
  const options = [url.searchParams.get('options') ?? '', ...settings.map((setting) => `-c ${setting}`)];
  url.searchParams.set('options', options.join(' ').trim());
  url.searchParams.set('application_name', session.applicationName);
  return {
    connectionString: url.href,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/**
 * A connection of its own, outside every pool: for locks that live as long as their session.
 *
 * @throws the driver's error where the server can't be reached
 */
export async function connectAlone(connectionString: string, session: SessionSettings): Promise<pg.Client> {
  const client = new pg.Client(sessionConfig(connectionString, session));
  // Without a listener a connection lost later would end the process; whoever cares adds one more.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}
