import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { CephError } from './ceph-error';

const DIRECTORIES = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/bin'];

/** Debian's packages of what is started here; they bring ceph-base and ceph-common. */
const CEPH_PACKAGES = ['ceph-mon', 'ceph-osd', 'radosgw', 'util-linux'] as const;

/** Absolute paths. */
export interface CephPrograms {
  readonly ceph: string;
  readonly authtool: string;
  readonly mon: string;
  readonly osd: string;
  readonly monmaptool: string;
  readonly rgw: string;
  readonly rgwAdmin: string;
  readonly setpriv: string;
}

/** Throws `ceph-missing`, what is missing and the apt line in the message. */
export async function findCephPrograms(directories: readonly string[] = DIRECTORIES): Promise<CephPrograms> {
  const missing: string[] = [];
  const find = async (program: string): Promise<string> => {
    for (const directory of directories) {
      const path = join(directory, program);
      if (await isExecutable(path)) return path;
    }
    missing.push(program);
    return '';
  };
  const programs: CephPrograms = {
    ceph: await find('ceph'),
    authtool: await find('ceph-authtool'),
    mon: await find('ceph-mon'),
    osd: await find('ceph-osd'),
    monmaptool: await find('monmaptool'),
    rgw: await find('radosgw'),
    rgwAdmin: await find('radosgw-admin'),
    setpriv: await find('setpriv'),
  };
  if (missing.length > 0) {
    const install = `apt-get install --no-install-recommends ${CEPH_PACKAGES.join(' ')}`;
    throw new CephError('ceph-missing', `${missing.join(', ')} not found: ${install}`);
  }
  return programs;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
