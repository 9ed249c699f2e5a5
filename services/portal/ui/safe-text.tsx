import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import styles from './safe-text.module.css';

/**
 * What is not seen and yet changes what is: controls, directional overrides and
 * isolates, zero-width characters, line separators, tags, private use.
 */
const UNSEEN = /([\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}])/u;

/** Text that somebody else wrote: it cannot turn its surroundings around, and what hides in it shows as U+202E. */
export function SafeText({ children }: { readonly children: string }) {
  const parts = children.split(new RegExp(UNSEEN, 'gu'));
  return (
    <bdi>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        <Part key={index}>{part}</Part>
      ))}
    </bdi>
  );
}

function Part({ children }: { readonly children: string }) {
  const text = useText(COMMON);
  return UNSEEN.test(children) ? (
    <span className={styles.hidden} title={text.hiddenCharacter}>
      {nameOf(children)}
    </span>
  ) : (
    <Words>{children}</Words>
  );
}

/** Saint-Rémy-du-Lac, Jean-Pierre; a word longer than 22 characters may have to break to fit a phone. */
const SHORT_HYPHENATED = /(?<!\S)(?=\S{3,22}(?!\S))(\S*\p{L}-\p{L}\S*)/gu;

/** Short hyphenated words stay on one line; by style, so that what is copied or read aloud is what was written. */
function Words({ children }: { readonly children: string }) {
  return children.split(SHORT_HYPHENATED).map((part, index) =>
    // Splitting puts what was looked for at the odd places.
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <span key={index} className={styles.whole}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

interface Named {
  readonly familyName: string;
  readonly usageName?: string | null;
  readonly givenName?: string | null;
}

/** MARTIN (DURAND) Léa, whatever the name holds. */
export function PersonName({ of }: { readonly of: Named }) {
  const usage = of.usageName ?? '';
  return (
    <span>
      <SafeText>{of.familyName}</SafeText>
      {usage !== '' && usage !== of.familyName && (
        <>
          {' '}
          (<SafeText>{usage}</SafeText>)
        </>
      )}
      {(of.givenName ?? '') !== '' && (
        <>
          {' '}
          <SafeText>{of.givenName ?? ''}</SafeText>
        </>
      )}
    </span>
  );
}
