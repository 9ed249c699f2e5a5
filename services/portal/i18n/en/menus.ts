import type { SameAs } from '../catalogue';
import type { menus as fr } from '../fr/menus';

export const menus: SameAs<typeof fr> = {
  agent: { documents: 'My documents', trace: 'History' },
  hr: {
    month: 'Month',
    batches: 'Deliveries',
    quarantine: 'To check',
    agents: 'Agents',
    documents: 'Documents',
    deposit: 'Deposit a document',
  },
};
