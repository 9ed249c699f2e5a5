import { z } from 'zod';
import { IngestionError } from '../errors';
import { isFileNamePattern } from './file-name-pattern';

/** The employer's own words for types, in one pattern. */
const MAX_TYPE_WORDS = 50;

const fileName = z.strictObject({
  pattern: z.string().min(1).max(1000).refine(isFileNamePattern).meta({
    description:
      '`{payrollNumber}`, and where they stand in the name `{type}`, `{period}` and `{any}`, with text between them',
    example: '{type}_{payrollNumber}_{period}.pdf',
  }),
  types: z
    .record(z.string().min(1).max(40), z.enum(['payslip', 'certificate', 'decision', 'other']))
    .refine((types) => Object.keys(types).length <= MAX_TYPE_WORDS)
    .optional()
    .meta({ description: "The software's own words for types, beside those in common use" }),
});

/** How an employer's payroll software names and lays out what it sends. */
export const layoutsSchema = z
  .strictObject({
    fileNames: z.array(fileName).max(100).meta({
      description: 'Of files in a ZIP without manifest; empty: names in common use are read',
    }),
    pages: z.array(z.strictObject({})).max(0).default([]).meta({ description: 'None can be set' }),
  })
  .meta({ id: 'Layouts' });

export type Layouts = z.output<typeof layoutsSchema>;
export type FileNameLayout = Layouts['fileNames'][number];

export interface LayoutLimits {
  readonly fileNamePatterns: number;
  readonly fileNamePatternCharacters: number;
}

/** Every file's name is held against every pattern. @throws IngestionError `over-limit` */
export function limitFileNameLayouts(layouts: readonly FileNameLayout[], limits: LayoutLimits): void {
  const isTooMuch =
    layouts.length > limits.fileNamePatterns ||
    layouts.some(({ pattern }) => pattern.length > limits.fileNamePatternCharacters);
  if (isTooMuch) throw new IngestionError('over-limit');
}
