import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An object as it stands in the file; a stream with its data. */
export type RawObject = string | { readonly entries: string; readonly data: string };

/** A PDF of these objects, numbered from 1; the first is the catalog. */
export function writeRawPdf(objects: readonly RawObject[], trailer = ''): Buffer {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    const body =
      typeof object === 'string'
        ? object
        : `<< ${object.entries} /Length ${object.data.length} >>\nstream\n${object.data}\nendstream`;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** Runs a PDF tool over files in a folder that is gone afterwards. */
export function runTool<T>(files: Readonly<Record<string, Buffer>>, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cutting-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Everything that is in the file, streams unpacked. Fails where it is not sound. */
export function unpack(pdf: Buffer): string {
  return runTool({ 'in.pdf': pdf }, (folder) => {
    execFileSync('qpdf', ['--check', join(folder, 'in.pdf')], { stdio: 'ignore' });
    execFileSync('qpdf', [
      '--qdf',
      '--object-streams=disable',
      join(folder, 'in.pdf'),
      join(folder, 'out.pdf'),
    ]);
    return readFileSync(join(folder, 'out.pdf'), 'latin1');
  });
}

export function rewriteWithQpdf(pdf: Buffer, ...options: string[]): Buffer {
  return runTool({ 'in.pdf': pdf }, (folder) => {
    execFileSync('qpdf', [...options, join(folder, 'in.pdf'), join(folder, 'out.pdf')]);
    return readFileSync(join(folder, 'out.pdf'));
  });
}

/** The text of the pages, each as its reader sees it. */
export function textOf(pdf: Buffer, pages: readonly number[]): string[] {
  return perPage(pdf, pages, (file, range) =>
    execFileSync('pdftotext', ['-layout', ...range, file, '-']).toString(),
  );
}

/** Digests of the pages as pictures. */
export function drawingsOf(pdf: Buffer, pages: readonly number[]): string[] {
  return perPage(pdf, pages, (file, range) =>
    createHash('sha256')
      .update(execFileSync('pdftoppm', ['-r', '60', ...range, file], { maxBuffer: 2 ** 27 }))
      .digest('hex'),
  );
}

function perPage(
  pdf: Buffer,
  pages: readonly number[],
  read: (file: string, range: string[]) => string,
): string[] {
  return runTool({ 'in.pdf': pdf }, (folder) =>
    pages.map((page) => read(join(folder, 'in.pdf'), ['-f', String(page), '-l', String(page)])),
  );
}
