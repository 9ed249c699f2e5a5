import { isNirShaped } from '../../directory/payroll-number';
import { maskNir, NIR_MASK } from '../nir';
import { readCommonFileName } from './common-file-names';
import { compileFileNamePattern } from './file-name-pattern';
import { distinctReadings, type FileNameReading } from './file-name-reading';
import type { FileNameLayout } from './layouts';

/** Reads names the way one employer writes them. */
export interface FileNameReader {
  /**
   * What a name, without its folder, claims; null where none, or not one alone,
   * explains it. Of several readings the only one of the batch's period is meant.
   */
  read(name: string): FileNameReading | null;
  /** Each pattern beside what it reads, for a person who writes them. */
  explain(
    name: string,
  ): readonly { readonly pattern: string | null; readonly readings: readonly FileNameReading[] }[];
}

/** @param layouts the employer's; where there is none, names in common use are read */
export function createFileNameReader(layouts: readonly FileNameLayout[], period: string): FileNameReader {
  const patterns = layouts.map(({ pattern, types }) => compileFileNamePattern(pattern, types));
  const explain: FileNameReader['explain'] = (name) =>
    patterns.length === 0
      ? [{ pattern: null, readings: readCommonFileName(name, period) }]
      : patterns.map((pattern) => ({ pattern: pattern.pattern, readings: pattern.read(name) }));
  return {
    explain,
    read(name) {
      const readings = distinctReadings(explain(name).flatMap((explained) => explained.readings));
      if (readings.length <= 1) return readings[0] ?? null;
      const ofPeriod = readings.filter((reading) => reading.period === period);
      return ofPeriod.length === 1 ? (ofPeriod[0] ?? null) : null;
    },
  };
}

/** Whether a name that nothing else explains holds a NIR where the matricule should be. */
export function isNirTheMatricule(reader: FileNameReader, name: string): boolean {
  const masked = maskNir(name);
  // A matricule in its place: what is left explains the name.
  return masked !== name && reader.read(masked.replaceAll(NIR_MASK, '0')) !== null;
}

/**
 * A name without any NIR. Digits of a matricule and of the period behind it are
 * none, though together they may have the form of one.
 */
export function maskFileName(name: string, reading: FileNameReading | null): string {
  const digits = (text: string | undefined) => text?.replace(/\D/gu, '') ?? '';
  const isExplained =
    reading !== null &&
    !isNirShaped(reading.payrollNumber) &&
    digits(name).length === digits(reading.payrollNumber).length + digits(reading.period).length;
  return isExplained ? name : maskNir(name);
}
