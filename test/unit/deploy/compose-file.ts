import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const ROOT = path.resolve(__dirname, '../../..');

const names = z.array(z.string());
const mount = z.object({ source: z.string(), target: z.string() });

/** What the rules look at; a key that is not listed fails, so that nothing slips in unjudged. */
const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: names.optional(),
  entrypoint: names.optional(),
  user: z.string().optional(),
  restart: z.string(),
  stop_grace_period: z.string().optional(),
  init: z.boolean().optional(),
  read_only: z.boolean(),
  tmpfs: names.optional(),
  shm_size: z.string().optional(),
  cap_drop: names,
  cap_add: names.optional(),
  security_opt: names,
  network_mode: z.string().optional(),
  networks: names.optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.string() })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  secrets: names.optional(),
  configs: z.array(mount).optional(),
  ports: names.optional(),
  volumes: names.optional(),
  healthcheck: z
    .strictObject({
      test: names,
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
      start_period: z.string().optional(),
    })
    .optional(),
  logging: z.object({ driver: z.string() }),
});

const files = z.record(z.string(), z.strictObject({ file: z.string() }));
const composeFile = z.object({
  services: z.record(z.string(), service),
  secrets: files,
  configs: files,
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.strictObject({})),
});

export type ComposeFile = z.output<typeof composeFile>;
export type Service = ComposeFile['services'][string];

export function composeText(): string {
  return readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');
}

export function readCompose(): ComposeFile {
  return composeFile.parse(parse(composeText(), { merge: true }));
}

const VARIABLE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** Every `${NAME…}` of the file: with a default (`-`), demanded (`?`), or neither (undefined). */
export function interpolations(text: string): { name: string; kind: string | undefined }[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '', kind]) => ({ name, kind }));
}

/** As compose does: `$${…}` aside, which this file has none of; a demanded variable gets `values(name)`. */
export function interpolate(text: string, values: (name: string) => string): string {
  return text.replace(VARIABLE, (_whole, name: string, kind: string | undefined, standard: string) =>
    kind === '-' ? standard : values(name),
  );
}
