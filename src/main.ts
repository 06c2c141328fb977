import { startService } from './service/start-service.ts';

/** The service's entry in containers: what ROLE says, until SIGTERM. Same as `srok start`. */
await startService(process.env);
