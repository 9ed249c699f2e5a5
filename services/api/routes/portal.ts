import { z } from 'zod';
import { type OperatorReader, readOperatorName } from '../../directory/read-operator';
import { HttpError } from '../http/problem';
import { defineRoute, file, json, type Route } from '../http/route';

/** How this installation presents itself, from configuration. */
export interface PortalSettings {
  readonly productName: string;
  readonly logo: PortalLogo | null;
  /** `#rrggbb`, legible on white… */
  readonly accent: string;
  /** …and on the dark theme's background. */
  readonly accentDark: string;
  readonly publicUrl: string;
}

export interface PortalLogo {
  readonly contentType: 'image/svg+xml' | 'image/png';
  readonly content: Buffer;
}

export type PortalRouteDeps = OperatorReader & { readonly settings: PortalSettings };

const LANGUAGES = ['fr', 'en'] as const;

const portal = z
  .object({
    operatorName: z.string().nullable().meta({ description: 'null before there is an operator' }),
    productName: z.string(),
    logo: z.boolean().meta({ description: 'Whether /portal/logo has one' }),
    verifyUrl: z.url().meta({ description: 'Where anyone checks a sealed file' }),
    languages: z.array(z.enum(LANGUAGES)).readonly(),
  })
  .meta({ id: 'Portal' });

const CSS = 'text/css; charset=utf-8';
const REVALIDATED = { 'Cache-Control': 'no-cache' };
/** Opened as a page of its own, an SVG is a document of this origin: it may run and load nothing. */
const INERT = { ...REVALIDATED, 'Content-Security-Policy': "default-src 'none'; sandbox" };

export function portalRoutes(deps: PortalRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/portal',
      tag: 'portal',
      summary: 'Who runs this installation and what it is called',
      access: 'public',
      responses: { 200: { description: 'The portal', json: portal } },
      handle: async ({ actor }) =>
        json(200, {
          operatorName: await readOperatorName(deps, actor),
          productName: deps.settings.productName,
          logo: deps.settings.logo !== null,
          verifyUrl: `${deps.settings.publicUrl}/verifier`,
          languages: LANGUAGES,
        }),
    }),
    defineRoute({
      method: 'get',
      path: '/portal/theme.css',
      tag: 'portal',
      summary: "The operator's colours, as custom properties",
      access: 'public',
      responses: { 200: { description: 'Style sheet', files: [CSS] } },
      handle: async () => {
        const content = Buffer.from(themeOf(deps.settings));
        return file(200, { contentType: CSS, content }, REVALIDATED);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/portal/logo',
      tag: 'portal',
      summary: "The operator's logo",
      access: 'public',
      responses: { 200: { description: 'The logo', files: ['image/svg+xml', 'image/png'] } },
      problems: ['not-found'],
      handle: async () => {
        const { logo } = deps.settings;
        if (logo === null) throw new HttpError('not-found');
        return file(200, logo, INERT);
      },
    }),
  ];
}

/** The portal's own tokens decide where which of the two stands. */
function themeOf({ accent, accentDark }: PortalSettings): string {
  return `:root {\n  --operator-accent: ${accent};\n  --operator-accent-dark: ${accentDark};\n}\n`;
}
