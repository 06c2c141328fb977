/** Keys of the database's advisory locks, one a purpose. */
export const ADVISORY_LOCKS = {
  /** Embedded database only: shared by every program that uses the server. */
  presence: 7_301_001,
  /** Exclusive while migrations are applied. */
  migrations: 7_301_002,
  /** Shared by every running service; exclusive for maintenance that no service may meet. */
  service: 7_301_003,
  /** Exclusive: the one process that talks with people. */
  bot: 7_301_004,
  /** Shared by every process that sends what waits in the outbox; exclusive for what must meet no other sender. */
  senders: 7_301_005,
} as const;
