/** What text in these colours stands on: the portal's two themes. */
const LIGHT_BACKGROUND = '#ffffff';
const DARK_BACKGROUND = '#14171c';
/** WCAG 2.1, success criterion 1.4.3 (AA), text of any size. */
const MINIMUM_CONTRAST = 4.5;

export function isLegibleOnLight(colour: string): boolean {
  return contrast(colour, LIGHT_BACKGROUND) >= MINIMUM_CONTRAST;
}

export function isLegibleOnDark(colour: string): boolean {
  return contrast(colour, DARK_BACKGROUND) >= MINIMUM_CONTRAST;
}

/** From 1 to 21 (WCAG 2.1, contrast ratio). @param first `#rrggbb`, as the second */
export function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.1, relative luminance in sRGB. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
