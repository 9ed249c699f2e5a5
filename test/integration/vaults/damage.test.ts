import { codeOf, damageObject, fetchBytes, openVaults, type Vaults } from './fixture';

let vaults: Vaults;
beforeAll(async () => {
  vaults = await openVaults();
});
afterAll(() => vaults.pipeline.stop());

const content = () =>
  fetchBytes(vaults.pipeline, `/v1/me/documents/${vaults.agent.documentId}/content`, vaults.agent.session);

const theirs = () =>
  fetchBytes(
    vaults.pipeline,
    `${vaults.office.path}/documents/${vaults.agent.documentId}/content`,
    vaults.office.hr,
  );

/** Refused by its code, or broken off: never a whole answer. */
async function expectRefused(): Promise<void> {
  const answer = await content();
  if (answer !== null) expect(codeOf(answer)).toEqual([500, 'document-damaged']);
}

describe('a stored object that is not what its row pins is not served', () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['a flipped byte', (bytes) => flip(bytes, Math.floor(bytes.length / 2))],
    ['a flipped byte at the start', (bytes) => flip(bytes, 0)],
    ['a flipped byte at the end', (bytes) => flip(bytes, bytes.length - 1)],
    ['cut short by a byte', (bytes) => bytes.subarray(0, -1)],
    ['cut to nothing', () => Buffer.alloc(0)],
    ['replaced by the file in clear', (bytes) => Buffer.alloc(bytes.length, '%PDF-1.7\n')],
  ])('%s; the employer’s copy is another object', async (_name, change) => {
    const restore = await damageObject(vaults.pipeline, 'agent-vaults', vaults.agent.documentId, change);
    try {
      await expectRefused();
      expect(codeOf(await theirs())).toEqual([200, null]);
    } finally {
      await restore();
    }
    expect(codeOf(await content())).toEqual([200, null]);
  });

  it('another agent’s object in its place', async () => {
    const { pipeline, agent, colleague } = vaults;
    let other = Buffer.alloc(0);
    await damageObject(pipeline, 'agent-vaults', colleague.documentId, (bytes) => {
      other = Buffer.from(bytes);
      return bytes;
    });
    const restore = await damageObject(pipeline, 'agent-vaults', agent.documentId, () => other);
    await expectRefused();
    await restore();
  });
});

describe('a row that somebody changed in the database opens nothing', () => {
  it('the key rows of two documents, exchanged: neither is served', async () => {
    const { pipeline, agent, colleague } = vaults;
    const exchange = () =>
      pipeline.look(
        `update document_key k set wrapped_key = o.wrapped_key, version_id = o.version_id
         from document_key o
         where k.copy = 'agent' and o.copy = 'agent' and k.document_id in ($1, $2) and o.document_id in ($1, $2)
           and k.document_id <> o.document_id`,
        [agent.documentId, colleague.documentId],
      );
    await exchange();
    try {
      await expectRefused();
      const other = await fetchBytes(
        pipeline,
        `/v1/me/documents/${colleague.documentId}/content`,
        colleague.session,
      );
      if (other !== null) expect(codeOf(other)).toEqual([500, 'document-damaged']);
    } finally {
      await exchange();
    }
    expect(codeOf(await content())).toEqual([200, null]);
  });

  it('a document said to be of another vault: its key does not follow', async () => {
    const { pipeline, agent, colleague } = vaults;
    const [row] = await pipeline.look<{ vault: string }>(
      'select agent_vault_id as vault from document where id = $1',
      [agent.documentId],
    );
    const move = (vault: string) =>
      Promise.all([
        pipeline.look('update document set agent_vault_id = $2 where id = $1', [agent.documentId, vault]),
        pipeline.look(`update document_key set vault_id = $2 where document_id = $1 and copy = 'agent'`, [
          agent.documentId,
          vault,
        ]),
      ]);
    const [other] = await pipeline.look<{ vault: string }>(
      'select agent_vault_id as vault from document where id = $1',
      [colleague.documentId],
    );
    await move(other?.vault ?? '');
    try {
      const stolen = await fetchBytes(
        pipeline,
        `/v1/me/documents/${agent.documentId}/content`,
        colleague.session,
      );
      if (stolen !== null) expect(codeOf(stolen)).toEqual([500, 'document-damaged']);
    } finally {
      await move(row?.vault ?? '');
    }
  });

  it('another hash than that of the sealed file: no whole answer leaves', async () => {
    const { pipeline, agent } = vaults;
    const [row] = await pipeline.look<{ sha256: Buffer }>(
      'select sealed_sha256 as sha256 from document where id = $1',
      [agent.documentId],
    );
    const set = (sha256: Buffer | undefined) =>
      pipeline.look('update document set sealed_sha256 = $2 where id = $1', [agent.documentId, sha256]);
    await set(Buffer.alloc(32, 7));
    try {
      await expectRefused();
    } finally {
      await set(row?.sha256);
    }
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}
