import { type RefObject, useEffect, useRef, useState } from 'react';

interface Opened {
  /** For what holds a `<details>`. */
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly open: boolean;
}

/** Whether the disclosure inside was opened; `toggle` does not bubble, so it is caught on its way down. */
export function useOpened(): Opened {
  const holder = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const box = holder.current;
    const note = ({ target }: Event) => {
      if (target instanceof HTMLDetailsElement) setOpen(target.open);
    };
    box?.addEventListener('toggle', note, true);
    return () => box?.removeEventListener('toggle', note, true);
  }, []);
  return { holder, open };
}
