/** The reader's own clock: for what a form proposes. What counts is always what the API says. */
export function currentTime(): Date {
  return new Date();
}

export { currentTime as now };
