import type { Catalogue, SameAs } from './catalogue';
import { common as enCommon } from './en/common';
import { common as frCommon } from './fr/common';

/** What the frame of every page says; an area imports its own catalogue beside its pages. */
export const COMMON: Catalogue<SameAs<typeof frCommon>> = { fr: frCommon, en: enCommon };
