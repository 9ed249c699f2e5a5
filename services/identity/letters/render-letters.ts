import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { PDFDocument, type PDFEmbeddedPage, type PDFFont, PDFPage, rgb } from 'pdf-lib';
import { embeddableFonts } from './embeddable-fonts';
import { drawLines, millimetres, PAGE_HEIGHT, PAGE_WIDTH, type TextStyle } from './letter-layout';
import { letterText } from './letter-text';

/** One page: whom it is for, and the code that it hands over. */
export interface Letter {
  readonly name: string;
  readonly payrollNumber: string;
  readonly code: string;
}

/** What all letters of one call share. */
export interface LetterHead {
  readonly employerName: string;
  /** Where the code is typed in. */
  readonly activationUrl: string;
  readonly date: Date;
}

/** DejaVu covers Latin as far as Europe writes it, Greek and Cyrillic. */
const FONTS = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  mono: 'dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf',
} as const;

type Fonts = Readonly<Record<keyof typeof FONTS, PDFFont>> & {
  /** Code points that names and matricules may be printed with. */
  readonly known: ReadonlySet<number>;
};

/** Left and right edge of the text, in millimetres. */
const MARGIN = 25;
const TEXT_WIDTH = 210 - 2 * MARGIN;
/** The recipient's block: the window of a DL envelope, on the right as in France (NF Z10-011). */
const WINDOW = { left: 105, top: 52, width: 85 };
/** Its height, in millimetres; the size of the code, in points. */
const CODE_BOX = 16;
const CODE_SIZE = 20;
/** Other calls wait while this one computes: so many letters at a time. */
const LETTERS_PER_TURN = 5;

/**
 * One A4 page per letter. What all share is drawn once and referred to, so that
 * 500 letters cost little more than one. Codes and names are nowhere but on
 * their page.
 */
export async function renderLetters(head: LetterHead, letters: readonly Letter[]): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(embeddableFonts);
  document.setTitle('Lettres d’activation');
  document.setLanguage('fr-FR');
  document.setCreationDate(head.date);
  const fonts = await embedFonts(document);
  const form = await drawForm(document, fonts, head);
  for (const [index, letter] of letters.entries()) {
    drawLetter(document.addPage([PAGE_WIDTH, PAGE_HEIGHT]), fonts, form, letter);
    if (index % LETTERS_PER_TURN === LETTERS_PER_TURN - 1) await setImmediate();
  }
  return Buffer.from(await document.save());
}

async function embedFonts(document: PDFDocument): Promise<Fonts> {
  const embed = async (path: string): Promise<PDFFont> =>
    // Without ligatures: what is copied from the page are the letters of the name.
    document.embedFont(await readFile(require.resolve(path)), { subset: true, features: { liga: false } });
  const regular = await embed(FONTS.regular);
  return {
    regular,
    bold: await embed(FONTS.bold),
    mono: await embed(FONTS.mono),
    known: new Set(regular.getCharacterSet()),
  };
}

/** What all letters share, and where the code goes, in points. */
interface Form {
  readonly page: PDFEmbeddedPage;
  readonly code: { readonly x: number; readonly y: number };
}

/** Everything but name, matricule and code. */
async function drawForm(document: PDFDocument, fonts: Fonts, head: LetterHead): Promise<Form> {
  const page = PDFPage.create(document);
  page.setSize(PAGE_WIDTH, PAGE_HEIGHT);
  const employer = printable(head.employerName, fonts.known);
  const text = letterText({ employer, date: head.date });
  const body: TextStyle = { font: fonts.regular, size: 10 };
  const strong: TextStyle = { font: fonts.bold, size: 10 };
  const across = (top: number) => ({ left: MARGIN, top, width: TEXT_WIDTH });
  drawLines(page, employer, { left: MARGIN, top: 25, width: 70 }, { font: fonts.bold, size: 11 });
  drawLines(page, text.date, { left: WINDOW.left, top: 92, width: WINDOW.width }, body);
  drawLines(page, text.subject, across(103), strong);
  let top = drawLines(page, text.why, across(112), body);
  top = drawLines(page, text.goTo, across(top + 3), body);
  const address = { left: MARGIN + 6, top, width: TEXT_WIDTH - 6 };
  top = drawLines(page, printable(head.activationUrl, fonts.known), address, strong);
  const box = drawLines(page, text.typeCode, across(top + 2), body) - 2;
  page.drawRectangle({
    x: millimetres(MARGIN),
    y: PAGE_HEIGHT - millimetres(box + CODE_BOX),
    width: millimetres(TEXT_WIDTH),
    height: millimetres(CODE_BOX),
    borderColor: rgb(0, 0, 0),
    borderWidth: 1,
  });
  top = drawLines(page, text.giveBirthDate, across(box + CODE_BOX + 9), body);
  top = drawLines(page, text.keepSecret, across(top + 3), body);
  for (const { heading, paragraph } of text.sections) {
    top = drawLines(page, heading, across(top + 5), strong);
    top = drawLines(page, paragraph, across(top), body);
  }
  // All codes are as wide: four groups of four in a font of one width.
  const codeWidth = fonts.mono.widthOfTextAtSize('0000-0000-0000-0000', CODE_SIZE);
  return {
    page: await document.embedPage(page),
    code: {
      x: (PAGE_WIDTH - codeWidth) / 2,
      y: PAGE_HEIGHT - millimetres(box + CODE_BOX / 2) - CODE_SIZE / 3,
    },
  };
}

function drawLetter(page: PDFPage, fonts: Fonts, form: Form, letter: Letter): void {
  page.drawPage(form.page);
  const name = printable(letter.name, fonts.known);
  drawLines(page, name, WINDOW, { font: fonts.regular, size: name.length > 60 ? 9 : 12 });
  page.drawText(letter.code, { ...form.code, font: fonts.mono, size: CODE_SIZE });
  page.drawText(printable(`Matricule ${letter.payrollNumber}`, fonts.known), {
    x: millimetres(MARGIN),
    y: PAGE_HEIGHT - millimetres(282),
    font: fonts.regular,
    size: 8,
  });
}

/**
 * As it can be printed: without control and direction characters, which would
 * show another name than the one that stands there; a sign that the font lacks
 * becomes a question mark rather than an empty box.
 */
function printable(text: string, known: ReadonlySet<number>): string {
  return [...text.normalize('NFC').replace(/[\p{Zl}\p{Zp}]/gu, ' ')]
    .filter((character) => !/\p{C}/u.test(character))
    .map((character) => (known.has(character.codePointAt(0) ?? 0) ? character : '?'))
    .join('');
}
