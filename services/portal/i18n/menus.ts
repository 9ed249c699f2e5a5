import type { Catalogue, SameAs } from './catalogue';
import { menus as en } from './en/menus';
import { menus as fr } from './fr/menus';

export const MENUS: Catalogue<SameAs<typeof fr>> = { fr, en };
