import type { Screen } from '../screen';

const month = { who: 'hr', route: '/rh/:employerId/mois/:period?' } as const;

export const HR_MONTH: readonly Screen[] = [
  { ...month, name: 'hr-month_month_october', at: () => ({ period: '2026-10' }) },
  { ...month, name: 'hr-month_month_current' },
  { ...month, name: 'hr-month_month_reader', who: 'reader', at: () => ({ period: '2026-10' }) },
  { ...month, name: 'hr-month_month_nothing-sent', at: () => ({ period: '2026-07' }) },
  {
    ...month,
    name: 'hr-month_month_no-agents',
    who: 'newHr',
    at: ({ newEmployer }) => ({ employerId: newEmployer.id }),
  },
];
