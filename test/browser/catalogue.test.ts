import { SCREENS } from './screens/catalogue';
import { readPortalRoutes } from './screens/routes-of-portal';

it('shows every route of the portal', async () => {
  const shown = new Set(SCREENS.map(({ route }) => route));
  const routes = await readPortalRoutes();
  expect(routes.length).toBeGreaterThan(0);
  expect(routes.filter((route) => !shown.has(route))).toEqual([]);
});

it('gives each state a name of its own: area_screen_state', () => {
  const names = SCREENS.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/^[a-z-]+_[a-z-]+(_[a-z0-9-]+)?$/.test(name))).toEqual([]);
});
