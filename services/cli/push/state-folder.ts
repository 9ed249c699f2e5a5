import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { failure } from './push-error';

/** What outlives a run: files of 0600 in a folder of 0700, each replaced whole. */
export interface StateFolder {
  /** NULL where there is none. @throws PushError `state-unreadable`: what is kept is never taken for nothing */
  read<T extends z.ZodType>(name: string, shape: T): Promise<z.output<T> | null>;
  /** @throws PushError `state-unwritable` */
  write(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

/** XDG Base Directory Specification 0.8: `$XDG_STATE_HOME`, if absolute, or `~/.local/state`. */
export function defaultStateFolder(environment: NodeJS.ProcessEnv, home: string): string {
  const { XDG_STATE_HOME: base = '' } = environment;
  return path.join(path.isAbsolute(base) ? base : path.join(home, '.local', 'state'), 'coffre');
}

/** A file's name says nothing of what it is about. */
export function stateName(kind: string, ...about: readonly string[]): string {
  return `${kind}-${createHash('sha256').update(about.join('\n')).digest('hex').slice(0, 32)}.json`;
}

export function openStateFolder(folder: string): StateFolder {
  return {
    async read(name, shape) {
      const file = path.join(folder, name);
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (isMissing(error)) return null;
        throw failure('state-unreadable', file, error);
      }
      try {
        return shape.parse(JSON.parse(text));
      } catch (error) {
        throw failure('state-unreadable', file, error);
      }
    },
    async write(name, value) {
      const file = path.join(folder, name);
      const draft = `${file}.${randomUUID()}`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const handle = await open(draft, 'wx', 0o600);
        try {
          await handle.writeFile(`${JSON.stringify(value)}\n`);
          await handle.sync();
        } finally {
          await handle.close();
        }
        // A crash before this leaves the former state, and a draft that nobody reads.
        await rename(draft, file);
      } catch (error) {
        // What failed first is what is told.
        await rm(draft, { force: true }).catch(() => undefined);
        throw failure('state-unwritable', file, error);
      }
    },
    remove: (name) => rm(path.join(folder, name), { force: true }),
  };
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
