import type { Screen } from '../screen';

const list = { who: 'hr', route: '/rh/:employerId/documents' } as const;
const one = {
  who: 'hr',
  route: '/rh/:employerId/documents/:documentId',
  at: ({ employerDocument }) => ({ documentId: employerDocument }),
} as const satisfies Partial<Screen>;

export const HR_DOCUMENTS: readonly Screen[] = [
  { ...list, name: 'hr-documents_list_some' },
  { ...list, name: 'hr-documents_list_reader', who: 'reader' },
  {
    ...list,
    name: 'hr-documents_list_empty',
    who: 'newHr',
    at: ({ newEmployer }) => ({ employerId: newEmployer.id }),
  },
  { ...one, name: 'hr-documents_document_open' },
  {
    ...one,
    name: 'hr-documents_document_further-slip',
    at: ({ furtherSlips }) => ({ documentId: furtherSlips.further }),
  },
  {
    ...one,
    name: 'hr-documents_document_not-found',
    at: () => ({ documentId: '01900000-0000-7000-8000-000000000000' }),
  },
];
