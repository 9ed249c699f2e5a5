import { openSlipSource } from '../../../services/ingestion/cutting/slip-source';
import { drawingsOf, type RawObject, rewriteWithQpdf, textOf, unpack, writeRawPdf } from './raw-pdf';

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

function say(text: string, more = ''): RawObject {
  return { entries: '', data: `BT /F1 12 Tf 72 700 Td (${text}) Tj ET ${more}` };
}

function picture(data: string): RawObject {
  return {
    entries: '/Type /XObject /Subtype /Image /Width 3 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8',
    data,
  };
}

/** Pages below one node, whose resources they share. */
function writePages(
  contents: readonly RawObject[],
  { resources = '/Font << /F1 3 0 R >>', page = '', catalog = '', objects = [] as RawObject[] } = {},
): Buffer {
  const first = 4 + objects.length;
  const kids = contents.map((_, index) => `${first + 2 * index} 0 R`).join(' ');
  return writeRawPdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} /MediaBox [0 0 400 800] /Resources << ${resources} >> >>`,
    FONT,
    ...objects,
    ...contents.flatMap((content, index): RawObject[] => [
      `<< /Type /Page /Parent 2 0 R /Contents ${first + 2 * index + 1} 0 R ${page} >>`,
      content,
    ]),
  ]);
}

async function cut(pdf: Buffer, ...pages: number[]): Promise<Buffer> {
  return (await openSlipSource(pdf, 100)).cut(pages);
}

describe('a slip cut out of a merged PDF', () => {
  it('holds the pages asked for, in the order asked for', async () => {
    const merged = writePages([say('ONE'), say('TWO'), say('THREE')]);
    const slip = await cut(merged, 2, 1);
    expect(textOf(slip, [1, 2]).map((text) => text.trim())).toEqual(['TWO', 'ONE']);
    expect(unpack(slip)).not.toContain('THREE');
  });

  it('looks as its pages do: inherited boxes, rotation and resources', async () => {
    const merged = writePages([say('ONE'), say('TWO')], {
      page: '/Rotate 90 /CropBox [50 50 350 750] /UserUnit 2',
    });
    const slip = await cut(merged, 2);
    expect(textOf(slip, [1])).toEqual(textOf(merged, [2]));
    expect(drawingsOf(slip, [1])).toEqual(drawingsOf(merged, [2]));
    expect(unpack(slip)).toMatch(/\/MediaBox \[\s*0\s+0\s+400\s+800/u);
  });

  it('of a dictionary that names the resources of all pages, takes those that the content names', async () => {
    const objects = [
      picture('AAAAAAAAA'),
      picture('BBBBBBBBB'),
      {
        entries:
          '/Type /XObject /Subtype /Form /BBox [0 0 400 800] /Resources << /XObject << /Deep 4 0 R /Other 5 0 R >> >>',
        data: '/Deep Do',
      },
      '<< /Type /ExtGState /CA 0.5 /Secret (OTHER-STATE) >>',
    ];
    const merged = writePages([say('ONE', '/Mine Do /Half gs'), say('TWO', '/Theirs Do')], {
      resources:
        '/Font << /F1 3 0 R /Spare 3 0 R >> /XObject << /Mine 6 0 R /Theirs 5 0 R >> /ExtGState << /Half 7 0 R >>',
      objects,
    });
    const text = unpack(await cut(merged, 1));
    expect(text).toContain('AAAAAAAAA');
    expect(text).toContain('/CA 0.5');
    for (const absent of ['BBBBBBBBB', 'Theirs', 'Spare', 'Other', 'OTHER-STATE', 'TWO'])
      expect(text).not.toContain(absent);
  });

  it('takes nothing of the document around it', async () => {
    const merged = writePages([say('ONE'), say('TWO')], {
      page:
        '/Annots [7 0 R 8 0 R 9 0 R 12 0 R] /Metadata 4 0 R /PieceInfo << /Secret (PIECE) >> /StructParents 0 ' +
        '/AA << /O << /S /JavaScript /JS (SECRET-SCRIPT) >> >>',
      catalog:
        '/Outlines 5 0 R /AcroForm << /Fields [8 0 R] >> /Names << /EmbeddedFiles << /Names [(SECRET-FILE) 6 0 R] >> >> ' +
        '/OpenAction << /S /JavaScript /JS (SECRET-OPEN) >> /PageLabels << /Nums [0 << /P (SECRET-LABEL) >>] >> ' +
        '/Metadata 4 0 R /Dests << /SECRET-DEST [13 0 R /Fit] >>',
      objects: [
        { entries: '/Type /Metadata /Subtype /XML', data: 'SECRET-METADATA' },
        '<< /Type /Outlines /First 10 0 R /Last 10 0 R >>',
        '<< /Type /Filespec /F (SECRET-FILE) >>',
        '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [13 0 R /Fit] /Contents (SECRET-LINK) >>',
        '<< /Type /Annot /Subtype /Widget /FT /Tx /T (SECRET-FIELD) /V (SECRET-VALUE) /Rect [0 0 99 20] /AP << /N 11 0 R >> >>',
        '<< /Type /Annot /Subtype /Text /F 2 /Rect [0 0 9 9] /Contents (SECRET-NOTE) >>',
        '<< /Title (SECRET-BOOKMARK) /Parent 5 0 R /Dest [13 0 R /Fit] >>',
        {
          entries: '/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << /F1 3 0 R >> >>',
          data: 'BT /F1 9 Tf 2 2 Td (SHOWN-VALUE) Tj ET',
        },
        '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org/) >> >>',
      ],
    });
    const slip = await cut(merged, 1);
    const text = unpack(slip);
    expect(text).not.toMatch(/SECRET|PIECE|TWO|AcroForm|JavaScript|StructParents/u);
    expect(text).toContain('https://example.org/');
    // What stood in a field stays seen.
    expect(text).toContain('SHOWN-VALUE');
    expect(text).toContain('/Stamp');
    expect(drawingsOf(slip, [1])).toEqual(drawingsOf(merged, [1]));
  });

  it('keeps a hidden layer hidden, without its name', async () => {
    const content = '/OC /Layer BDC 0 0 400 400 re f EMC /OC /Shown BDC 0 400 100 100 re f EMC';
    const merged = writePages([say('ONE', content), say('TWO')], {
      resources: '/Font << /F1 3 0 R >> /Properties << /Layer 4 0 R /Shown 5 0 R >>',
      catalog: '/OCProperties << /OCGs [4 0 R 5 0 R] /D << /OFF [4 0 R] >> >>',
      objects: ['<< /Type /OCG /Name (SECRET-LAYER) >>', '<< /Type /OCG /Name (SECRET-SHOWN) >>'],
    });
    const slip = await cut(merged, 1);
    expect(drawingsOf(slip, [1])).toEqual(drawingsOf(merged, [1]));
    expect(unpack(slip)).not.toContain('SECRET');
  });

  it('takes of a font of drawn glyphs those that its text shows', async () => {
    const merged = writePages(
      [say('ONE', 'BT /T3 20 Tf 72 500 Td (a) Tj ET'), say('TWO', 'BT /T3 20 Tf (b) Tj ET')],
      {
        resources: '/Font << /F1 3 0 R /T3 4 0 R >>',
        objects: [
          '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 98 ' +
            '/Widths [1 1] /Encoding << /Differences [97 /mine /theirs] >> /CharProcs << /mine 5 0 R /theirs 6 0 R >> /Resources << >> >>',
          { entries: '', data: '1 0 0 0 1 1 d1 0 0 1 1 re f' },
          { entries: '', data: '1 0 0 0 1 1 d1 %SECRET-GLYPH\n0 0 .5 1 re f' },
        ],
      },
    );
    const slip = await cut(merged, 1);
    expect(drawingsOf(slip, [1])).toEqual(drawingsOf(merged, [1]));
    expect(unpack(slip)).not.toContain('SECRET');
  });
});

describe('the bytes of a slip', () => {
  it('depend on the source and the pages alone, not on what was cut before', async () => {
    const merged = writePages([say('ONE'), say('TWO')]);
    const one = await openSlipSource(merged, 100);
    const other = await openSlipSource(Buffer.from(merged), 100);
    await other.cut([1]);
    await other.cut([1, 2]);
    const slip = await one.cut([2]);
    expect((await other.cut([2])).equals(slip)).toBe(true);
    expect(slip.toString('latin1')).not.toMatch(/CreationDate|ModDate|Producer/u);
    expect((await one.cut([2, 1])).equals(await one.cut([1, 2]))).toBe(false);
  });

  it('are those of the pages, whether objects lie in streams or the file is damaged', async () => {
    const merged = writePages([say('ONE'), say('TWO')]);
    const packed = rewriteWithQpdf(merged, '--object-streams=generate');
    expect(packed.includes('ObjStm')).toBe(true);
    // A table that points nowhere: the library rebuilds it.
    const damaged = Buffer.from(
      merged.toString('latin1').replace(/startxref\n\d+/u, 'startxref\n7'),
      'latin1',
    );
    for (const source of [packed, damaged]) {
      const slip = await cut(source, 2);
      expect(textOf(slip, [1])).toEqual(textOf(merged, [2]));
      expect(drawingsOf(slip, [1])).toEqual(drawingsOf(merged, [2]));
      expect(unpack(slip)).not.toContain('ONE');
      expect((await cut(source, 2)).equals(slip)).toBe(true);
    }
  });

  it('stay the same when another page of the file turns out to be damaged', async () => {
    const whole = writePages([say('ONE'), say('TWO')]).toString('latin1');
    const broken = Buffer.from(
      whole.replace(/\/Length \d+ >>(\nstream\nBT \/F1 12 Tf 72 700 Td \(TWO)/u, '/Length 9 >>$1'),
      'latin1',
    );
    const source = await openSlipSource(broken, 100);
    const before = await source.cut([1]);
    expect(textOf(await source.cut([2]), [1])[0]?.trim()).toBe('TWO');
    expect((await source.cut([1])).equals(before)).toBe(true);
  });
});

describe('a source that cannot be cut', () => {
  const codeOf = (pdf: Buffer, page = 1) =>
    cut(pdf, page).then(
      () => 'cut',
      (error: { code?: string }) => error.code,
    );

  it('is named by what is wrong with it', async () => {
    const merged = writePages([say('ONE')]);
    expect(await codeOf(Buffer.from('a note'))).toBe('pdf-damaged');
    expect(await codeOf(Buffer.alloc(0))).toBe('pdf-damaged');
    expect(await codeOf(merged, 2)).toBe('pdf-damaged');
    expect(await codeOf(rewriteWithQpdf(merged, '--encrypt', '', 'owner', '256', '--'))).toBe(
      'pdf-encrypted',
    );
    expect(await codeOf(rewriteWithQpdf(merged, '--encrypt', 'user', 'owner', '256', '--'))).toBe(
      'pdf-encrypted',
    );
    expect(await codeOf(writePages(Array.from({ length: 101 }, () => say('X'))))).toBe('over-limit');
  });

  it('does not lead in circles', async () => {
    const pages = '<< /Type /Pages /Kids [2 0 R] /Count 1 >>';
    expect(await codeOf(writeRawPdf(['<< /Type /Catalog /Pages 2 0 R >>', pages]))).toBe('pdf-damaged');
    const merged = writePages([say('ONE', '/Loop Do /Shaded gs')], {
      resources:
        '/Font << /F1 3 0 R >> /XObject << /Loop 4 0 R >> /ExtGState << /Shaded 5 0 R >> /ColorSpace << /DefaultRGB 6 0 R >>',
      objects: [
        {
          entries:
            '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Loop 4 0 R >> >>',
          data: '/Loop Do',
        },
        '<< /SMask << /S /Alpha /G 4 0 R >> >>',
        '[/ICCBased 6 0 R]',
      ],
    });
    const slip = await cut(merged, 1);
    expect(textOf(slip, [1])[0]).toContain('ONE');
  });
});
