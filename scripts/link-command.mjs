/**
 * Puts `srok` into node_modules/.bin, as npm does for the commands of installed packages: `npx srok` then runs the
 * built program at once, where npx would else install this package into its cache first.
 */
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const command = path.join(root, 'dist', 'src', 'cli.js');
const link = path.join(root, 'node_modules', '.bin', 'srok');
chmodSync(command, 0o755);
mkdirSync(path.dirname(link), { recursive: true });
rmSync(link, { force: true });
symlinkSync(path.relative(path.dirname(link), command), link);
