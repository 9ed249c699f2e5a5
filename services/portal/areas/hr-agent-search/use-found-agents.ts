import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApiQuery } from '../../api/api-context';

/** More is a list to read through, not an answer. */
const MOST = 10;
const PAUSE_MS = 250;

/** Agents of the employer whose matricule begins so, or who bear that name. */
export function useFoundAgents(employerId: string, typed: string) {
  // What the API takes as one line has none of what is not seen.
  const search = useSettled(typed.replaceAll(/\p{C}/gu, '').trim());
  return useApiQuery(
    'POST /v1/employers/{employerId}/agents/search',
    { params: { employerId }, body: { search, limit: MOST } },
    { enabled: search !== '', placeholderData: keepPreviousData },
  );
}

/** The value once it has stood still: a search per word, not per letter. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
