import './tokens/tokens.css';
import './tokens/base.css';
import './tokens/print.css';
import { createRoot } from 'react-dom/client';
import { createApiClient } from './api/client';
import { App } from './app';
import { applyStoredTheme } from './layout/theme';
import { createSessionStore } from './session/session-store';

applyStoredTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
const api = createApiClient();
createRoot(root).render(<App api={api} sessions={createSessionStore(api, () => location.reload())} />);
