import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Programs that only say who they are: the launcher is under test, not the product. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'services/main.js': `
    const environment = process.env;
    require('node:http').createServer((_request, response) => response.end(JSON.stringify(environment)))
      .listen(Number(environment.PORT), '127.0.0.1', () => console.log(JSON.stringify({ ready: true })));
    process.on('SIGTERM', () => process.exit(0));`,
  'workers/main.js': `
    require('node:fs').writeFileSync(process.env.MAIL_OUTBOX_DIR + '-worker.json', JSON.stringify(process.env));
    console.log('{"ready":true}');
    setInterval(() => undefined, 1000);
    process.on('SIGTERM', () => process.exit(0));`,
  'infra/local/pki/main.js': `
    const [, , , dir] = process.argv;
    console.log(JSON.stringify({ ready: true, tsaUrl: 'http://127.0.0.1:9' }));
    setInterval(() => undefined, 1000);`,
};

/**
 * A repository as the launcher sees it: its own compiled programs (linked, or
 * copied with the PostgreSQL package so that nothing outside is used), and stand-ins for the others.
 */
export async function layFakeInstallation(
  root: string,
  repository: string,
  how: 'link' | 'copy',
): Promise<void> {
  const put = (from: string, to: string) =>
    how === 'link' ? symlink(from, to) : cp(from, to, { recursive: true, verbatimSymlinks: true });
  const compiled = path.join(repository, 'dist/infra');
  const local = path.join(root, 'dist/infra/local');
  await mkdir(local, { recursive: true });
  for (const name of await readdir(compiled)) {
    if (name !== 'local') await put(path.join(compiled, name), path.join(root, 'dist/infra', name));
  }
  for (const name of await readdir(path.join(compiled, 'local'))) {
    if (name.endsWith('.js')) await put(path.join(compiled, 'local', name), path.join(local, name));
  }
  await mkdir(path.join(root, 'infra/postgres'), { recursive: true });
  const migrations = 'infra/postgres/migrations';
  await put(path.join(repository, migrations), path.join(root, migrations));
  if (how === 'copy')
    await cp(path.join(repository, 'node_modules'), path.join(root, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  for (const [script, source] of Object.entries(PROGRAMS)) {
    await mkdir(path.dirname(path.join(root, 'dist', script)), { recursive: true });
    await writeFile(path.join(root, 'dist', script), source);
  }
}
