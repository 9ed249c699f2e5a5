import type { Candidate } from '../../../services/directory/find-candidates';
import { employerSettingsSchema } from '../../../services/directory/settings';
import type { ReadItem } from '../../../services/ingestion/match/read-items';
import { routeItem } from '../../../services/ingestion/match/route-item';
import { createDirectoryView } from '../../../services/ingestion/matching/directory-view';
import type { SlipFields } from '../../../services/ingestion/page-text/slip-fields';
import { BATCH, OWN_CLAIM, OWN_PAGE, page, person, SIRET } from './people';

/** What becomes of Inès' item whose page says this, where a manifest alone may route. */
function route(fields: SlipFields) {
  const known = person('e1');
  const candidate = {
    ...known,
    vaultId: 'v1',
    birthDate: '1983-05-17',
    startDate: '2010-01-01',
    endDate: null,
    channel: 'unset',
    noticeDate: null,
    objectionAt: null,
  } satisfies Candidate;
  const item: ReadItem = {
    id: 'i1',
    position: 1,
    entry: { headerOffset: 0, compressedSize: 1, size: 1, method: 0, crc32: 0 },
    claim: { file: 'bp.pdf', ...OWN_CLAIM },
    fields,
    pages: 1,
    reading: null,
    inputSha256: Buffer.alloc(32),
    textSha256: Buffer.alloc(32),
  };
  const settings = employerSettingsSchema.parse({ manifestOnlyTypes: ['payslip'] });
  const employer = {
    id: 'c1',
    siret: SIRET,
    name: 'Commune',
    regime: 'opt-out',
    noticeDate: '2026-01-01',
    settings,
  } as const;
  const match = { manifestOnlyTypes: settings.manifestOnlyTypes, monthsWithoutBirthDate: 12 };
  return routeItem(
    item,
    { claim: OWN_CLAIM, type: 'payslip', page: fields, batch: BATCH, settings: match },
    {
      view: createDirectoryView([known]),
      candidates: new Map([['e1', candidate]]),
      own: new Set(),
      employer,
      today: BATCH.today,
    },
  );
}

test.each([
  ['a blank form', page()],
  [
    'a form with a heading that has the form of a name',
    page({ names: [{ kind: 'bare', text: 'Chef Comptable' }] }),
  ],
])('the text of %s does not tell whose it is', (_name, fields) => {
  expect(route(fields)).toMatchObject({ manifestOnly: true, pageIdentifies: false });
});

test.each([
  ['all of them', OWN_PAGE],
  ['the matricule', page({ payrollNumbers: ['00417'] })],
  ['the birth date', page({ birthDates: ['1983-05-17'] })],
])('a page that shows %s does', (_name, fields) => {
  expect(route(fields)).toMatchObject({ manifestOnly: false, pageIdentifies: true });
});
