import { walkScreens } from './walk-screens';

walkScreens(({ route }) => route.startsWith('/rh/'));
