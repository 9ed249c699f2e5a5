import type { Catalogue, SameAs } from './catalogue';
import { common as enCommon } from './en/common';
import { problems as enProblems } from './en/problems';
import { common as frCommon } from './fr/common';
import { problems as frProblems } from './fr/problems';

/** What the frame of every page says; an area imports its own catalogue beside its pages. */
export const COMMON: Catalogue<SameAs<typeof frCommon>> = { fr: frCommon, en: enCommon };
export const PROBLEMS: Catalogue<typeof frProblems> = { fr: frProblems, en: enProblems };
