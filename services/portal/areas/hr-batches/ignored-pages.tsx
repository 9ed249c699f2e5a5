import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { Details } from '../../ui/card';
import { TEXT } from './text';

const RULES = ['cover', 'blank'] as const;

/** Pages of a merged PDF that went to nobody: who counts the pages finds them here. */
export function IgnoredPages({ ignored }: { readonly ignored: Batch['ignoredPages'] }) {
  const text = useText(TEXT).ignored;
  const formats = useFormats();
  if (ignored.count === 0) return null;
  const further = ignored.count - ignored.first.length;
  return (
    <Details title={text.title(ignored.count)}>
      {RULES.map((rule) => {
        const pages = ignored.first.filter((page) => page.rule === rule);
        return (
          pages.length > 0 && (
            <p key={rule}>
              {text[rule](pages.length, formats.list(pages.map(({ page }) => formats.number(page))))}
            </p>
          )
        );
      })}
      {further > 0 && <p>{text.further(further)}</p>}
    </Details>
  );
}
