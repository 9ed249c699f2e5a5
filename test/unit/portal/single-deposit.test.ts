import { type Answers, checkAnswers } from '../../../services/portal/areas/hr-deposit/answers';
import { fileNameOf, sentState } from '../../../services/portal/areas/hr-deposit/outcome/file-name';
import { hrDeposit as text } from '../../../services/portal/i18n/fr/hr-deposit';

const NOTHING: Answers = { agent: null, type: null, period: '2026-10', title: '', file: null };
const PDF = new File(['%PDF-1.7'], 'attestation martin.pdf');

describe('a form that is not complete', () => {
  it('says of each answer whether it is missing or wrong', () => {
    expect(checkAnswers(NOTHING, '2026-10', text, null)).toEqual([
      { field: 'agent', message: text.agentMissing, missing: true },
      { field: 'type', message: text.typeMissing, missing: true },
      { field: 'file', message: text.fileMissing, missing: true },
    ]);
    const wrong = { ...NOTHING, period: '2026-11', title: 'Attestation\u200b', file: PDF };
    expect(checkAnswers(wrong, '2026-10', text, text.notPdf)).toEqual(
      expect.arrayContaining([
        { field: 'month', message: text.periodFuture, missing: false },
        { field: 'title', message: text.titleUnseen, missing: false },
        { field: 'file', message: text.notPdf, missing: false },
      ]),
    );
  });
});

describe('the name of the file, on the page of the outcome', () => {
  it('is that of the file which was sent', () => {
    expect(fileNameOf(sentState(PDF))).toBe('attestation martin.pdf');
  });

  it.each([null, undefined, 'x', {}, { fileName: 3 }])('is unknown where the window brings %p', (state) => {
    expect(fileNameOf(state)).toBeNull();
  });
});
