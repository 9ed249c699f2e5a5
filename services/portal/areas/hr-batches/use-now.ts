import { useEffect, useState } from 'react';
import { now } from '../../clock';

const STEP_MS = 10_000;

/** The reader's time, a few seconds old at most: what is offered until a moment goes when it has come. */
export function useNow(): Date {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return time;
}
