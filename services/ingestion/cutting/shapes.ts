/** What a value is, hence which entries of it come along. Whatever is not named here stays behind. */
export type Shape =
  /** Numbers, names, strings, and arrays of them: no dictionary. */
  | 'plain'
  /** A stream whose data alone counts. */
  | 'data'
  | 'decodeParms'
  | 'colorSpace'
  | 'colorants'
  | 'process'
  | 'function'
  | 'shading'
  | 'group'
  | 'softMask'
  | 'graphicsState'
  | 'image'
  | 'form'
  | 'xObject'
  | 'pattern'
  | 'propertyList'
  | 'optionalContent'
  | 'font'
  | 'fontProgram'
  | 'cidSystemInfo'
  | 'characterMap'
  | 'encoding'
  | 'panose'
  | 'glyphProcedure'
  | 'border'
  | 'link';

type Entries = Readonly<Record<string, Shape>>;

function plain(...keys: readonly string[]): Entries {
  return Object.fromEntries(keys.map((key) => [key, 'plain' as const]));
}

const FUNCTION: Entries = {
  ...plain('FunctionType', 'Domain', 'Range', 'Size', 'BitsPerSample', 'Order', 'Encode', 'Decode'),
  ...plain('C0', 'C1', 'N', 'Bounds'),
  Functions: 'function',
};

/**
 * By shape, the entries that decide how something looks or reads (ISO 32000-1, the tables of clauses 8, 9 and 11),
 * and the shape of each. Metadata, private data of programs, structure and ways back into the document are not
 * among them. Resources are not either: of those only what is named comes along.
 */
export const ENTRIES: Readonly<Partial<Record<Shape, Entries>>> = {
  data: {},
  decodeParms: {
    ...plain('Predictor', 'Colors', 'BitsPerComponent', 'Columns', 'EarlyChange', 'K', 'EndOfLine'),
    ...plain(
      'EncodedByteAlign',
      'Rows',
      'EndOfBlock',
      'BlackIs1',
      'DamagedRowsBeforeError',
      'ColorTransform',
    ),
    JBIG2Globals: 'data',
  },
  // Also the dictionaries that stand in its array: CIE-based spaces, ICC profiles, DeviceN attributes, tint functions.
  colorSpace: {
    ...FUNCTION,
    ...plain('WhitePoint', 'BlackPoint', 'Gamma', 'Matrix', 'Subtype'),
    Alternate: 'colorSpace',
    Colorants: 'colorants',
    Process: 'process',
  },
  process: { ColorSpace: 'colorSpace', Components: 'plain' },
  function: FUNCTION,
  shading: {
    ...plain('ShadingType', 'Background', 'BBox', 'AntiAlias', 'Coords', 'Domain', 'Extend', 'Matrix'),
    ...plain('BitsPerCoordinate', 'BitsPerComponent', 'BitsPerFlag', 'VerticesPerRow', 'Decode'),
    ColorSpace: 'colorSpace',
    Function: 'function',
  },
  group: { ...plain('Type', 'S', 'I', 'K'), CS: 'colorSpace' },
  softMask: { ...plain('Type', 'S', 'BC'), G: 'form', TR: 'function' },
  graphicsState: {
    ...plain('Type', 'LW', 'LC', 'LJ', 'ML', 'D', 'RI', 'OP', 'op', 'OPM', 'FL', 'SM', 'SA', 'BM'),
    ...plain('CA', 'ca', 'AIS', 'TK', 'UseBlackPtComp'),
    Font: 'font',
    BG: 'function',
    BG2: 'function',
    UCR: 'function',
    UCR2: 'function',
    TR: 'function',
    TR2: 'function',
    SMask: 'softMask',
  },
  image: {
    ...plain('Type', 'Subtype', 'Width', 'Height', 'BitsPerComponent', 'Intent', 'ImageMask', 'Decode'),
    ...plain('Interpolate', 'SMaskInData', 'Matte'),
    ColorSpace: 'colorSpace',
    Mask: 'image',
    SMask: 'image',
    OC: 'optionalContent',
  },
  form: {
    ...plain('Type', 'Subtype', 'FormType', 'BBox', 'Matrix'),
    Group: 'group',
    OC: 'optionalContent',
  },
  pattern: {
    ...plain('Type', 'PatternType', 'PaintType', 'TilingType', 'BBox', 'XStep', 'YStep', 'Matrix'),
    Shading: 'shading',
    ExtGState: 'graphicsState',
  },
  propertyList: plain('Type', 'MCID', 'ActualText', 'Alt', 'E', 'Lang', 'Attached', 'BBox', 'Subtype'),
  fontProgram: plain('Subtype', 'Length1', 'Length2', 'Length3'),
  cidSystemInfo: plain('Registry', 'Ordering', 'Supplement'),
  characterMap: {
    ...plain('Type', 'CMapName', 'WMode'),
    CIDSystemInfo: 'cidSystemInfo',
    UseCMap: 'characterMap',
  },
  encoding: plain('Type', 'BaseEncoding', 'Differences'),
  panose: plain('Panose'),
  glyphProcedure: {},
  border: plain('Type', 'W', 'S', 'D'),
  link: plain('S', 'URI'),
};

/** Those that may name resources of their own. */
export const WITH_RESOURCES: ReadonlySet<Shape> = new Set<Shape>(['form', 'pattern', 'glyphProcedure']);
